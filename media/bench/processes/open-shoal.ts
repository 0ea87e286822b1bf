import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AppError, PROTOCOL_VERSION, type ShowId, shows, signaling, type TabId } from '@shoal/contract';
import pg from 'pg';
import { type LiveClient, openLiveClient } from '../../../scripts/client/live-client.ts';
import { type ViewerSwarm, viewerCapabilities } from '../../../scripts/client/viewer-swarm.ts';
import { seedSchool } from '../../../scripts/loadtest/seed-school.ts';
import { inBatches } from '../load/in-batches.ts';
import { makeSteadyFile, STEADY_FILE } from '../load/steady-file.ts';
import type { Contestant } from '../measure/contestant.ts';
import { findWorkers, readCpuSeconds } from '../measure/process-tree.ts';
import { onCore } from './on-core.ts';

const READY_LIMIT_MS = 60_000;
const LEFT_WITHIN_MS = 1_000;
/** Below the ports that the kernel gives to outgoing connections. */
const PORTS = [20_000, 32_000] as const;
const entry = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export type ShoalOptions = { viewers: number; workers: number };

/**
 * Server and media node as in production, each in a process of its own, with a live show that is not recorded: the node
 * is told that its disk is full. Viewers come over the public socket.
 */
export async function openShoal({ viewers, workers }: ShoalOptions): Promise<Contestant> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeOne of closers.splice(0).toReversed()) await closeOne();
  };
  try {
    const place = await startSystem({ viewers, workers }, closers);
    const school = await seedSchool(place, { shopkeepers: viewers, isLive: true, password: undefined });
    const host = openLiveClient(place.url, `sid=${school.hostToken}`);
    closers.push(async () => host.close());
    await enterShow(host, school.showId, 'studio');
    await host.send(signaling.publishFile, { showId: school.showId, file: STEADY_FILE });
    const guests = school.tokens.map((token) => openLiveClient(place.url, `sid=${token}`));
    for (const guest of guests) closers.push(async () => guest.close());
    await inBatches(guests, (guest) => enterShow(guest, school.showId, 'room'));
    return { name: 'shoal', ...toContestant(guests, school.showId), readCpuSeconds: place.readCpuSeconds, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function toContestant(guests: readonly LiveClient[], showId: ShowId): Pick<Contestant, 'enter' | 'leave'> {
  const enterOne = async (swarm: ViewerSwarm, client: LiveClient, viewer: string) => {
    const watched = await client.send(signaling.watch, { showId, rtpCapabilities: viewerCapabilities });
    const dtlsParameters = await swarm.identity();
    const connecting = { showId, transportId: watched.transport.id, dtlsParameters };
    await Promise.all([swarm.connect(viewer, watched), client.send(signaling.connectTransport, connecting)]);
  };
  return {
    enter: async (swarm, count) => {
      await inBatches(guests.slice(0, count), (client, at) => enterOne(swarm, client, `shoal-${at}`));
    },
    leave: async () => {
      await inBatches(guests, (client) => client.send(signaling.stopMedia, { showId }));
      await wait(LEFT_WITHIN_MS); // What the node reports of those who left must not meet those who come next.
    },
  };
}

async function enterShow(client: LiveClient, showId: ShowId, door: 'studio' | 'room'): Promise<void> {
  const tabId = randomUUID() as TabId; // A random UUID is what the brand asks for.
  await client.send(shows.joinShow, { showId, tabId, door, protocol: PROTOCOL_VERSION, position: null });
}

async function startSystem({ viewers, workers }: ShoalOptions, closers: (() => Promise<void>)[]) {
  const demoDir = await makeSteadyFile();
  const dataDir = await mkdtemp(join(tmpdir(), 'shoal-bench-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const databaseUrl = await openDatabase(closers);
  const httpPort = randomInt(...PORTS);
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
    MEDIA_PORT_BASE: `${randomInt(...PORTS)}`,
    MEDIA_WORKERS: `${workers}`,
    MEDIA_MAX_PEERS_PER_WORKER: `${Math.ceil(viewers / workers) + 1}`,
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? '',
    DEMO_DIR: demoDir,
    MIN_FREE_DISK_BYTES: `${Number.MAX_SAFE_INTEGER}`,
  });
  closers.push(() => end(media));
  await untilReady(url, [server, media]);
  const pids = [server.pid ?? -1, media.pid ?? -1, ...findWorkers(media.pid ?? -1)];
  if (pids.length !== 2 + workers) throw new Error(`the node runs ${pids.length - 2} workers, not ${workers}`);
  return { url, databaseUrl, readCpuSeconds: () => readCpuSeconds(pids) };
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
