import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../scripts/ground/free-port.mjs';
import type { System } from './system.ts';
import { until } from './until.ts';

const main = fileURLToPath(new URL('../../media/src/main.ts', import.meta.url));
/** Below the ports of outgoing connections, apart from those that the launcher looks at first. */
const PORTS_FROM = 21_000;
const PORTS = 8_000;

export type MediaProcessOptions = { nodeId: string; clusterSecret: string; env?: Record<string, string> };

/** One media node more, beside the one that Shoal's launcher keeps; nobody starts it again. */
export class MediaProcess {
  readonly #child: ChildProcess;
  readonly #metricsPort: number;

  static async open(system: System, { clusterSecret, env, nodeId }: MediaProcessOptions): Promise<MediaProcess> {
    const metricsPort = await findFreePort();
    const portBase = PORTS_FROM + Math.floor(Math.random() * PORTS);
    const child = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        SERVER_URL: system.url,
        CLUSTER_SECRET: clusterSecret,
        NODE_ID: nodeId,
        STORE_DIR: join(system.dataDir, 'store'),
        MEDIA_ADDRESS: '127.0.0.1',
        MEDIA_PORT_BASE: `${portBase}`,
        MEDIA_WORKERS: '1',
        METRICS_PORT: `${metricsPort}`,
        MIN_FREE_DISK_BYTES: '0',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const node = new MediaProcess(child, metricsPort);
    await until(`media node ${nodeId} up`, () => node.readMetric('shoal_media_workers'), { timeoutMs: 20_000 });
    return node;
  }

  private constructor(child: ChildProcess, metricsPort: number) {
    this.#child = child;
    this.#metricsPort = metricsPort;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** `kill -9` of its mediasoup workers. */
  killWorkers(): void {
    for (const pid of this.#workerPids()) process.kill(pid, 'SIGKILL');
  }

  /** A figure of its own; undefined while it has none. At most 2 s old. */
  async readMetric(name: string): Promise<number | undefined> {
    const page = await (await fetch(`http://127.0.0.1:${this.#metricsPort}/metrics`)).text();
    const line = page.split('\n').find((other) => other.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length));
  }

  async close(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.kill('SIGCONT');
    this.kill();
    await ended;
  }

  #workerPids(): number[] {
    const ours = `${this.#child.pid}`;
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === ours)
      .filter((name) => readProc(name, 'cmdline').includes('mediasoup-worker'))
      .map(Number);
  }
}

const parentOf = (pid: string) => /^PPid:\s+(\d+)$/m.exec(readProc(pid, 'status'))?.[1];

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It ended between listing and reading.
  }
}
