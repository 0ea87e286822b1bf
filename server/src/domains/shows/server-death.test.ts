import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  type CommandRequest,
  drops,
  type log,
  PROTOCOL_VERSION,
  type ShowId,
  shows,
  type TabId,
} from '@shoal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb, type Db, openPool } from '../../platform/database.ts';
import { newId } from '../../platform/new-id.ts';
import { givenAccount, givenSession } from '../../testing/given.ts';
import { givenShow } from '../../testing/given-show.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { connectTestSocket, type TestSocket } from '../../testing/test-socket.ts';
import { listEntriesAfter } from './show-log.store.ts';

const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
const ROUNDS = 3;
const PRESSES = 12;

let database: TestDatabase;
let db: Db;
let dataDir: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shoal-death-'));
  database = await openTestDatabase();
  db = createDb(openPool({ databaseUrl: database.databaseUrl, databasePoolSize: 4 }));
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await db?.destroy();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the server as its own process. @returns its address, once it listens. */
async function startProcess(): Promise<string> {
  const env = {
    DATABASE_URL: database.databaseUrl,
    DATA_DIR: dataDir,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: '0',
    CLUSTER_SECRET: 'a-secret-that-only-the-tests-know-about',
  };
  const started = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  for await (const line of createInterface({ input: started.stdout })) {
    const said = JSON.parse(line) as { msg?: string; port?: number };
    if (said.msg !== 'server listens') continue;
    started.stdout.resume();
    return `http://127.0.0.1:${said.port}`;
  }
  throw new Error('the server ended before it listened');
}

type Who = { token: string; door: 'studio' | 'room'; showId: ShowId; tabId: TabId };

async function enter(
  origin: string,
  { door, showId, tabId, token }: Who,
  position: CommandRequest<typeof shows.joinShow>['position'],
) {
  const socket = await connectTestSocket({ origin, cookie: `sid=${token}` });
  return {
    socket,
    welcome: await socket.send(shows.joinShow, { showId, tabId, door, protocol: PROTOCOL_VERSION, position }),
  };
}

async function givenPeople() {
  const host = await givenAccount(db, 'host');
  const guest = await givenAccount(db, 'shopkeeper');
  const now = () => new Date();
  const show = await givenShow(db, { hostId: host.accountId, guestIds: [guest.accountId] });
  const tokenOf = async (account: typeof host, role: 'host' | 'shopkeeper') =>
    (await givenSession(db, now, { ...account, role })).token;
  const seat = { showId: show.showId, tabId: newId<TabId>() };
  return {
    ...show,
    host: { ...seat, door: 'studio', token: await tokenOf(host, 'host') } as const,
    guest: { ...seat, tabId: newId<TabId>(), door: 'room', token: await tokenOf(guest, 'shopkeeper') } as const,
  };
}

test('[LG2][LG3][RS1] kill -9 while dropping: each drop is in the log once, and the guest has all of them', async () => {
  const { guest, host, materialId, showId } = await givenPeople();
  const answers = new Map<string, number>();
  const applied: log.LogEntry[] = [];
  const press = async (socket: TestSocket, idempotencyKey: string) => {
    const { seq } = await socket.send(drops.publishDrop, { showId, materialId, idempotencyKey });
    expect(answers.get(idempotencyKey) ?? seq).toBe(seq);
    answers.set(idempotencyKey, seq);
  };
  let unanswered: string[] = [];
  let epoch = '';
  for (let round = 0; round <= ROUNDS; round += 1) {
    const origin = await startProcess();
    const studio = await enter(origin, host, null);
    for (const key of [...unanswered, ...answers.keys()]) await press(studio.socket, key);
    const last = applied.at(-1);
    const room = await enter(origin, guest, last ? { epoch, seq: last.seq } : null);
    applied.push(...room.welcome.log.entries);
    epoch = room.welcome.log.epoch;
    room.socket.close();
    if (round === ROUNDS) break;
    const keys = Array.from({ length: PRESSES }, () => crypto.randomUUID() as string);
    const presses = keys.map((key) => press(studio.socket, key).catch(() => {})); // Asked again after the restart.
    await presses[round]; // Some are answered, some are committed, some never began.
    child?.kill('SIGKILL');
    studio.socket.close();
    unanswered = keys.filter((key) => !answers.has(key));
  }

  const seqs = (await listEntriesAfter(db, showId, { afterSeq: 0, limit: 1_000 })).map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from({ length: ROUNDS * PRESSES }, (_, at) => at + 1));
  expect([...answers.values()].toSorted((a, b) => a - b)).toEqual(seqs);
  expect(applied.map(({ seq }) => seq)).toEqual(seqs);
}, 90_000);
