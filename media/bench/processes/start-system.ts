import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '@shoal/contract';
import pg from 'pg';
import { findWorkers, readCpuSeconds } from '../measure/process-tree.ts';
import { onCore } from './on-core.ts';

const READY_LIMIT_MS = 60_000;
/** Below the ports that the kernel gives to outgoing connections. */
const PORTS = [20_000, 32_000] as const;
const entry = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export type SystemOptions = {
  /** How many one node takes. */
  viewers: number;
  workers: number;
  /** The folder of what the synthetic host may send. */
  demoDir: string;
  /** Else the node is told that its disk is full, and nothing is recorded. */
  isRecorded?: boolean;
};

/** Server and media node as in production, each in a process of its own on the core of what is tested. */
export async function startSystem(options: SystemOptions, closers: (() => Promise<void>)[]) {
  const { demoDir, isRecorded = false, viewers, workers } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'shoal-bench-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const databaseUrl = await openDatabase(closers);
  const httpPort = randomInt(...PORTS);
  const mediaPort = randomInt(...PORTS);
  const url = `http://127.0.0.1:${httpPort}`;
  const shared = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    CLUSTER_SECRET: randomBytes(24).toString('hex'),
    STORE_DIR: join(dataDir, 'store'),
    FFMPEG_PATH: process.env.FFMPEG_PATH ?? 'ffmpeg',
    LOG_LEVEL: 'error',
  };
  const server = start('server/src/main.ts', {
    ...shared,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: `${httpPort}`,
    PUBLIC_URL: url,
    DEMO: 'on',
  });
  closers.push(() => end(server));
  const media = start('media/src/main.ts', {
    ...shared,
    SERVER_URL: url,
    NODE_ID: 'bench',
    MEDIA_ADDRESS: '127.0.0.1',
    MEDIA_PORT_BASE: `${mediaPort}`,
    MEDIA_WORKERS: `${workers}`,
    MEDIA_MAX_PEERS_PER_WORKER: `${Math.ceil(viewers / workers) + 1}`,
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? '',
    DEMO_DIR: demoDir,
    MIN_FREE_DISK_BYTES: `${isRecorded ? 0 : Number.MAX_SAFE_INTEGER}`,
  });
  closers.push(() => end(media));
  await untilReady(url, [server, media]);
  const pids = [server.pid ?? -1, media.pid ?? -1, ...findWorkers(media.pid ?? -1)];
  if (pids.length !== 2 + workers) throw new Error(`the node runs ${pids.length - 2} workers, not ${workers}`);
  return { url, databaseUrl, mediaPort, readCpuSeconds: () => readCpuSeconds(pids) };
}

function start(program: string, env: Record<string, string>): ChildProcess {
  const [command, args] = onCore('tested', process.execPath, [entry(program)]);
  return spawn(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function untilReady(url: string, children: readonly ChildProcess[]): Promise<void> {
  for (const deadlineMs = Date.now() + READY_LIMIT_MS; ; await wait(100)) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok && ((await answer.json()) as { status: string }).status === 'ok') return;
    if (children.some(({ exitCode }) => exitCode !== null)) throw new Error('a process of Shoal ended at its start');
    if (Date.now() > deadlineMs) throw new AppError('server.unavailable', `${url} does not become ready`);
  }
}

async function openDatabase(closers: (() => Promise<void>)[]): Promise<string> {
  const given = process.env.TEST_DATABASE_URL;
  if (!given) throw new Error('TEST_DATABASE_URL is not set: npm run bench -w media starts a PostgreSQL and sets it');
  const name = `shoal_bench_${randomBytes(6).toString('hex')}`;
  const query = async (sql: string) => {
    const client = new pg.Client({ connectionString: given });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await query(`CREATE DATABASE ${name}`);
  closers.push(() => query(`DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(given);
  url.pathname = `/${name}`;
  return url.href;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
