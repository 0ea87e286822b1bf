import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../scripts/ground/free-port.mjs';
import { until } from './until.ts';

const cloneDir = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const entries = { server: 'server/src/main.ts', media: 'media/src/main.ts' } as const;
export type Part = keyof typeof entries;

/** The whole of Shoal as `npm start` runs it, with its own data directory and ports. */
export class System {
  readonly url: string;
  readonly dataDir: string;
  readonly #launcher: ChildProcess;
  readonly #output: string[] = [];

  static async open(env: Record<string, string> = {}): Promise<System> {
    const dataDir = mkdtempSync(join(tmpdir(), 'shoal-e2e-'));
    chmodSync(dataDir, 0o711); // The database's own user must reach its folder in it.
    const port = Number(env.HTTP_PORT ?? (await findFreePort()));
    const system = new System(dataDir, port, { MEDIA_PORT_BASE: String(chooseMediaPort()), ...env });
    await until(
      `Shoal ready at ${system.url}`,
      async () => system.#launcher.exitCode !== null || (await system.isReady()),
      {
        timeoutMs: 90_000,
        onFail: () => system.tail(),
      },
    );
    if (system.#launcher.exitCode !== null) throw new Error(`Shoal ended at its start\n${system.tail()}`);
    return system;
  }

  private constructor(dataDir: string, port: number, env: Record<string, string>) {
    this.dataDir = dataDir;
    this.url = `http://127.0.0.1:${port}`;
    this.#launcher = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: cloneDir,
      env: {
        ...withoutTestServices(process.env),
        SHOAL_DATA_DIR: dataDir,
        HTTP_PORT: String(port),
        PUBLIC_URL: this.url,
        MEDIA_ADDRESS: '127.0.0.1',
        DEMO: 'off',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#launcher.stdout, this.#launcher.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.#remember(chunk.toString()));
    }
  }

  /** True once the server serves and a media node is with it. */
  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
    if (!answer?.ok) return false;
    return ((await answer.json()) as { status: string }).status === 'ok';
  }

  /** The newest output, for a failing test's message. */
  tail(): string {
    return this.#output.slice(-60).join('\n');
  }

  pidOf(part: Part): number | undefined {
    return childrenOf(this.#launcher.pid ?? -1).find((pid) => commandOf(pid).includes(entries[part]));
  }

  /** Every process of it, its launcher first. */
  pids(): number[] {
    const launcher = this.#launcher.pid ?? -1;
    return [launcher, ...childrenOf(launcher)];
  }

  workerPids(): number[] {
    return childrenOf(this.pidOf('media') ?? -1).filter((pid) => commandOf(pid).includes('mediasoup-worker'));
  }

  /** The recorder's ffmpeg that reads from us now; the newest, while one takes over from another. */
  encoderPid(): number | undefined {
    const pids = childrenOf(this.#launcher.pid ?? -1).filter((pid) => commandOf(pid).includes('-i rtsp://127.0.0.1:'));
    return pids
      .filter((pid) => !commandOf(pid).includes('setpriv'))
      .toSorted((a, b) => a - b)
      .at(-1);
  }

  /** `kill -9`, as an out-of-memory killer would. @returns the pid that died. */
  kill(part: Part): number {
    const pid = this.pidOf(part);
    if (pid === undefined) throw new Error(`no ${part} process below the launcher`);
    process.kill(pid, 'SIGKILL');
    return pid;
  }

  async close(): Promise<void> {
    if (this.#launcher.exitCode === null) {
      const ended = new Promise((resolve) => this.#launcher.once('exit', resolve));
      this.#launcher.kill('SIGTERM');
      await ended;
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  #remember(text: string): void {
    this.#output.push(...text.split('\n').filter((line) => line !== ''));
    this.#output.splice(0, Math.max(0, this.#output.length - 2_000));
  }
}

/** Systems of files that run at once start at the same moment, and would find the same ports free. */
export const chooseMediaPort = (): number =>
  20_000 + ((Number(process.env.VITEST_POOL_ID ?? 1) - 1) % 4) * 3_000 + randomInt(2_900);

const withoutTestServices = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(TEST_|VITEST|NODE_ENV$|DATABASE_URL$|REDIS_URL$|SHOAL_BRIDGED$)/.test(name),
    ),
  );

/** Direct children and theirs: a wrapper such as setpriv may stand between. */
function childrenOf(parent: number): number[] {
  const pairs = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  const below = (pid: number): number[] =>
    pairs.filter((pair) => pair.parent === pid).flatMap((pair) => [pair.pid, ...below(pair.pid)]);
  return below(parent);
}

function parentOf(pid: number): number {
  const stat = readProc(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

const commandOf = (pid: number) => readProc(pid, 'cmdline').replaceAll('\0', ' ');

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It ended between listing and reading.
  }
}
