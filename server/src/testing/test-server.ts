import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@shoal/contract';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { compose, type Shoal } from '../compose.ts';
import type { Ground, Surroundings } from '../composition/ground.ts';
import { type Config, readConfig } from '../config.ts';
import type { Member } from '../platform/caller.ts';
import type { Db } from '../platform/database.ts';
import { createLog } from '../platform/log.ts';
import { sessionCookieName } from '../platform/session-cookie.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { type GivenAccount, givenAccount, givenSession } from './given.ts';
import { createTestClient, type TestClient } from './test-client.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';
import { type ConnectOptions, connectTestSocket, type TestSocket } from './test-socket.ts';

/** A signed-in browser. */
export type SignedIn = TestClient & {
  readonly member: Member;
  readonly accountName: string;
  connect(options?: ConnectOptions['options']): Promise<TestSocket>;
};

export type TestServer = {
  readonly db: Db;
  readonly clock: FakeClock;
  readonly ground: Ground;
  /** `http://127.0.0.1:port`, which is the public URL too. */
  readonly url: string;
  readonly databaseUrl: string;
  anonymous(): TestClient;
  signIn(role: Role, details?: GivenAccount): Promise<SignedIn>;
  /** One more session of an account that signed in before, by default on this server. */
  signInAgain(who: SignedIn, url?: string): Promise<SignedIn>;
  /** A second server on the same database. @returns its URL and parts; closed with the test file. */
  startAnother(env?: Record<string, string>): Promise<{ url: string; shoal: Shoal }>;
};

export type TestServerOptions = { env?: Record<string, string>; surroundings?: Partial<Surroundings> };

/** One database and one server for the test file; the tables are emptied before each test. */
export function useTestServer(options: TestServerOptions = {}): TestServer {
  const clock = createFakeClock();
  const opened: { shoal: Shoal; url: string }[] = [];
  let database: TestDatabase;
  let dataDir: string;
  const start = async (env: Record<string, string> = {}) => {
    const server = await startServer(toConfig(database.databaseUrl, dataDir, { ...options.env, ...env }), {
      now: clock.now,
      ...options.surroundings,
    });
    opened.push(server);
    return server;
  };
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'shoal-test-'));
    database = await openTestDatabase();
    await start();
  });
  beforeEach(() => {
    clock.reset();
    return database.empty();
  });
  afterAll(async () => {
    for (const { shoal } of opened.toReversed()) await shoal.close();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const first = () => {
    const [server] = opened;
    if (!server) throw new Error('the test server is not up yet: use it inside tests');
    return server;
  };
  const openSession = async (
    role: Role,
    account: { accountId: Member['accountId']; displayName: string; accountName: string },
    url: string,
  ) => {
    const { member, token } = await givenSession(first().shoal.ground.db, clock.now, { ...account, role });
    return toSignedIn(url, member, account.accountName, `${sessionCookieName(false)}=${token}`);
  };
  return {
    clock,
    get db() {
      return first().shoal.ground.db;
    },
    get ground() {
      return first().shoal.ground;
    },
    get url() {
      return first().url;
    },
    get databaseUrl() {
      return database.databaseUrl;
    },
    anonymous: () => createTestClient(first().url),
    signIn: async (role, details) =>
      openSession(role, await givenAccount(first().shoal.ground.db, role, details), first().url),
    signInAgain: (who, url = first().url) =>
      openSession(who.member.role, { ...who.member, accountName: who.accountName }, url),
    startAnother: start,
  };
}

function toConfig(databaseUrl: string, dataDir: string, env: Record<string, string>): Config {
  return readConfig({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: '0',
    PUBLIC_URL: 'http://shoal.test',
    CLUSTER_SECRET: 'a-secret-that-only-the-tests-know-about',
    LOG_LEVEL: 'error',
    LOG_FORMAT: 'pretty',
    ...env,
  });
}

async function startServer(
  config: Config,
  surroundings: Partial<Surroundings> & { now: () => Date },
): Promise<{ shoal: Shoal; url: string }> {
  const shoal = await compose(config, { log: createLog(config), ...surroundings });
  return { shoal, url: `http://127.0.0.1:${await shoal.listen()}` };
}

const toSignedIn = (url: string, member: Member, accountName: string, cookie: string): SignedIn => {
  const client = createTestClient(url, cookie);
  return Object.assign(client, {
    member,
    accountName,
    connect: (options?: ConnectOptions['options']) =>
      connectTestSocket({ origin: url, cookie: client.cookie, ...(options && { options }) }),
  });
};
