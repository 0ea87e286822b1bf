import { Socket } from 'node:net';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { AccountsTables } from '../domains/accounts/accounts.table.ts';
import type { AsksTables } from '../domains/asks/asks.table.ts';
import type { CatalogTables } from '../domains/catalog/catalog.table.ts';
import type { ChatTables } from '../domains/chat/chat.table.ts';
import type { InquiriesTables } from '../domains/inquiries/inquiries.table.ts';
import type { LeagueTables } from '../domains/league/league.table.ts';
import type { MediaNodesTables } from '../domains/media-nodes/stages.table.ts';
import type { OrdersTables } from '../domains/orders/orders.table.ts';
import type { QuestionsTables } from '../domains/questions/questions.table.ts';
import type { RecallsTables } from '../domains/recalls/recalls.table.ts';
import type { ReplaysTables } from '../domains/replays/recordings.table.ts';
import type { SharesTables } from '../domains/shares/shares.table.ts';
import type { ShopsTables } from '../domains/shops/shops.table.ts';
import type { ShowsTables } from '../domains/shows/shows.table.ts';
import type { StreamKeysTables } from '../domains/stream-keys/stream-keys.table.ts';
import type { TasksTables } from '../domains/tasks/tasks.table.ts';
import type { PlatformTables } from './platform.table.ts';

/** Every table, assembled from the domains. Each domain adds its own line. */
export interface Database
  extends PlatformTables,
    AccountsTables,
    AsksTables,
    CatalogTables,
    InquiriesTables,
    LeagueTables,
    MediaNodesTables,
    OrdersTables,
    QuestionsTables,
    RecallsTables,
    ReplaysTables,
    SharesTables,
    ChatTables,
    ShopsTables,
    ShowsTables,
    StreamKeysTables,
    TasksTables {}

/** A pool or a transaction: stores take either. */
export type Db = Kysely<Database>;

export type DatabaseOptions = {
  databaseUrl: string;
  databasePoolSize: number;
  applicationName?: string;
  /** Works as this role; the login must be in it. */
  role?: string | undefined;
  /** A connection in use on which nothing moves for so long counts as lost; above what a statement may take. */
  lostAfterMs?: number;
};

const INT8 = 20;
const NUMERIC = 1700;
const toNumber = (text: string) => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};

const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return toNumber;
    if (oid === NUMERIC) return Number; // Only sums and averages; money is bigint.
    return pg.types.getTypeParser(oid, format as 'text'); // The overloads do not take the union.
  },
};

/** Twice what a statement may take. */
const LOST_AFTER_MS = 10_000;
/** Those that idle end before they would count as lost. */
const IDLE_MS = 8_000;

/**
 * Opens the connection pool. A statement may run 5 s and wait 2 s for a lock. A connection that breaks is replaced, and so is
 * one that falls silent under a statement, as when the database's machine stops: TCP would wait for it a quarter of an hour.
 */
export function openPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.databasePoolSize,
    application_name: options.applicationName ?? 'shoal-server',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 15_000,
    stream: () => openStream(options.lostAfterMs ?? LOST_AFTER_MS),
    types: typeParsers,
    ...(options.role && { options: `-c role=${options.role}` }),
  });
  // The pool listens to connections that idle alone. One that is lost in the middle of a statement tells whoever runs it;
  // told to nobody besides, it would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

function openStream(lostAfterMs: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(lostAfterMs, () => socket.destroy(new Error('Connection terminated: it fell silent')));
}

const APP_ROLE = 'shoal_app';

/** The role that can only add to the ledger and its like, where the migrations could make it and this login is in it. */
export async function findAppRole(databaseUrl: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'shoal-server' });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "select from pg_roles where rolname = $1 and pg_has_role(rolname, 'member')",
      [APP_ROLE],
    );
    return rowCount ? APP_ROLE : undefined;
  } finally {
    await client.end();
  }
}

/** The query builder on a pool: camelCase in TypeScript, snake_case in SQL. Destroying it ends the pool. */
export function createDb(pool: pg.Pool): Db {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
