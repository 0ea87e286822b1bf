import { defineConfig } from 'vitest/config';

/** Whole schools against a server of their own, after all other tests. */
const LOAD_TESTS = 'scripts/loadtest/smoke/*.test.mjs';
const BROWSER_BENCHES = 'media/bench/browsers.test.ts';
/** What is timed, with a camera of full speed. */
const TIMED = [BROWSER_BENCHES, 'e2e/proofs/*.test.ts', 'e2e/{join,kill-media,kill-server,selling}.test.ts'];
const ignored = ['**/node_modules/**', '**/dist/**'];
// Real databases, media workers and ffmpeg on two cores: slower than a unit test, and still bounded.
const integration = { testTimeout: 30_000, hookTimeout: 60_000 };
const wholeSystem = { testTimeout: 180_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    // Most of these tests wait for databases, sockets and processes: two files at a time leave two cores half idle.
    maxWorkers: 4,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['{contract,server,media,loadtest}/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
          exclude: [...ignored, LOAD_TESTS, BROWSER_BENCHES],
          // Loading the server took each file two seconds of a core; what files share is code, each has its own database.
          isolate: false,
          ...integration,
        },
      },
      {
        root: './web',
        test: {
          name: 'web',
          environment: 'happy-dom',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ignored,
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/*.test.ts'],
          exclude: [...ignored, ...TIMED],
          // Two systems with their browsers take as long side by side as one after the other, and starve each other.
          fileParallelism: false,
          env: { CAMERA_FPS: '10' }, // What people's screens show needs no fluent picture.
          sequence: { groupOrder: 1 },
          ...wholeSystem,
        },
      },
      {
        test: {
          name: 'timed',
          environment: 'node',
          include: TIMED,
          exclude: ignored,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...wholeSystem,
        },
      },
      {
        test: {
          name: 'load',
          environment: 'node',
          include: [LOAD_TESTS],
          exclude: ignored,
          fileParallelism: false,
          ...wholeSystem,
        },
      },
    ],
  },
});
