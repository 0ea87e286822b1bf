import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ShowId, signaling } from '@shoal/contract';
import { afterAll, beforeAll } from 'vitest';
import { findFreePort } from './free-port.ts';
import type { useTestServer } from './test-server.ts';
import type { TestSocket } from './test-socket.ts';
import { waitUntil } from './wait-until.ts';

const ASK_AGAIN_MS = 100;
const ffmpegPath = process.env.FFMPEG_PATH ?? 'ffmpeg';
const mediaMain = fileURLToPath(new URL('../../../media/src/main.ts', import.meta.url));
const run = promisify(execFile);

/** Real media processes for the tests of one file, and `host.mkv`, which they may put on a stage. */
export function useRealMedia(server: ReturnType<typeof useTestServer>) {
  let dir: string;
  const processes: ChildProcess[] = [];
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'shoal-demo-'));
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=30'];
    const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
    const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p'];
    const output = ['-g', '30', '-bf', '0', '-c:a', 'libopus', '-t', '60', join(dir, 'host.mkv')];
    await run(ffmpegPath, ['-v', 'error', ...picture, ...sound, ...codec, ...output]);
  });
  afterAll(async () => {
    for (const child of processes) child.kill('SIGKILL');
    await rm(dir, { recursive: true, force: true });
  });
  return {
    /** The media process with its real worker and ffmpeg. */
    async start(env: Record<string, string> = {}): Promise<ChildProcess> {
      const child = spawn(process.execPath, [mediaMain], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          SERVER_URL: server.url,
          CLUSTER_SECRET: server.ground.config.clusterSecret,
          STORE_DIR: server.ground.config.storeDir,
          DEMO_DIR: dir,
          NODE_ID: 'real',
          MEDIA_ADDRESS: '127.0.0.1',
          MEDIA_PORT_BASE: String(await findFreePort()),
          LIVE_EDGE_PORT: '0',
          MEDIA_WORKERS: '1',
          MIN_FREE_DISK_BYTES: '0',
          LOG_LEVEL: 'error',
          ...env,
        },
      });
      processes.push(child);
      return child;
    },
    /** Puts `host.mkv` on the stage as soon as a node is there; asks seldom enough for a socket that has more to say. */
    publish: (studio: TestSocket, showId: ShowId) =>
      waitUntil(
        () =>
          studio.send(signaling.publishFile, { showId, file: 'host.mkv' }).catch(() => wait(ASK_AGAIN_MS, undefined)),
        'nothing could be published',
        15_000,
      ),
    /** Decodes what a playlist plays. @returns what ffmpeg complains of; the null muxer's rounding is not damage. */
    async decode(path: string, ...limits: string[]): Promise<string[]> {
      const url = path.startsWith('http') ? path : server.url + path;
      const { stderr } = await run(ffmpegPath, ['-v', 'error', '-i', url, ...limits, '-f', 'null', '-']);
      return stderr.split('\n').filter((line) => line && !line.includes('non monotonically increasing dts'));
    },
  };
}
