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

/** Opens the connection pool. A statement may run 5 s and wait 2 s for a lock. Lost connections are replaced. */
export function openPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.databasePoolSize,
    application_name: options.applicationName ?? 'shoal-server',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
    types: typeParsers,
    ...(options.role && { options: `-c role=${options.role}` }),
  });
  // The pool listens to connections that idle alone. One that is lost in the middle of a statement tells whoever runs it;
  // told to nobody besides, it would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
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
