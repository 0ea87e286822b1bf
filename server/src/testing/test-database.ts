import { createHash } from 'node:crypto';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { silentLog } from '../platform/log.ts';
import { type Migration, migrate, migrationsDir, readMigrations } from '../platform/migrate.ts';

export type TestDatabase = {
  readonly databaseUrl: string;
  /** Takes every row out, sequences and the migrations' own table aside. */
  empty(): Promise<void>;
  /** Drops it, cutting whoever is connected. */
  drop(): Promise<void>;
};

const LOCK_KEY = 7_460_125_002;

/** A fresh database of the newest schema, copied from a template that is migrated once per set of migrations. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const migrations = await readMigrations(migrationsDir);
  const template = `shoal_template_${toFingerprint(migrations)}`;
  const name = `shoal_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await withAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await ensureTemplate(admin, template, migrations);
    await admin.query(`create database ${name} template ${template}`);
  });
  const databaseUrl = toUrl(name);
  /** A backend that has seen the tables before empties them in 4 ms; a new one takes 30. */
  let cleaner: Promise<pg.Client> | undefined;
  return {
    databaseUrl,
    empty: async () => {
      cleaner ??= connect(databaseUrl);
      await emptyTables(await cleaner);
    },
    drop: async () => {
      await (await cleaner)?.end();
      await withAdmin((admin) => dropDatabase(admin, name));
    },
  };
}

/** An empty database without a schema, for tests of the migrations themselves. */
export async function openBareDatabase(): Promise<Omit<TestDatabase, 'empty'>> {
  const name = `shoal_bare_${crypto.randomUUID().replaceAll('-', '')}`;
  await withAdmin((admin) => admin.query(`create database ${name}`));
  return {
    databaseUrl: toUrl(name),
    drop: () => withAdmin((admin) => dropDatabase(admin, name)),
  };
}

async function ensureTemplate(admin: pg.Client, template: string, migrations: Migration[]): Promise<void> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
  if (rowCount) return;
  const unfinished = `${template}_new`;
  await admin.query(`drop database if exists ${unfinished} with (force)`);
  await admin.query(`create database ${unfinished}`);
  await migrate(toUrl(unfinished), migrations, silentLog);
  const boss = new PgBoss({ connectionString: toUrl(unfinished), max: 1, supervise: false, schedule: false });
  await boss.start();
  await boss.stop({ graceful: false });
  if (!(await isUnusedWithin(5_000, admin, unfinished)))
    throw new Error(`somebody is still connected to ${unfinished}`);
  await admin.query(`alter database ${unfinished} rename to ${template}`);
}

/** A database can be renamed or copied only while nobody is connected, and a backend outlives its client a little. */
async function isUnusedWithin(ms: number, admin: pg.Client, name: string): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; ) {
    const { rowCount } = await admin.query('select from pg_stat_activity where datname = $1', [name]);
    if (!rowCount) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

/** By force, but not before clients that are closing are gone: a backend ended by force tells its client, who throws. */
async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  await isUnusedWithin(2_000, admin, name);
  await admin.query(`drop database if exists ${name} with (force)`);
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

async function emptyTables(client: pg.Client): Promise<void> {
  for (let tries = 1; !(await tryToEmpty(client)); tries += 1) {
    if (tries === 10) throw new Error('the beats of a server kept the tables locked');
  }
}

const DEADLOCK = '40P01';
/**
 * Waits for whoever still writes, then deletes what is there: a test fills few of the tables, and TRUNCATE makes new files for
 * each with its indexes and all that refer to it.
 */
const EMPTYING = `
  do $$ declare list text; name text; is_filled boolean; begin
    select string_agg(format('public.%I', tablename), ', ' order by tablename) into list
    from pg_tables where schemaname = 'public' and tablename <> 'migrations';
    execute 'lock table ' || list || ' in share row exclusive mode';
    set local session_replication_role = replica; -- The ledger refuses to be emptied otherwise, and no order would do.
    foreach name in array string_to_array(list, ', ') loop
      execute 'select exists (select from ' || name || ')' into is_filled;
      if is_filled then execute 'delete from ' || name; end if;
    end loop;
    perform setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    from pg_sequences where schemaname = 'public' and last_value is not null;
    if to_regclass('pgboss.job') is not null then delete from pgboss.job; end if;
  end $$`;

/** @returns false when a server that wrote to the tables in another order stood in the way. */
async function tryToEmpty(client: pg.Client): Promise<boolean> {
  try {
    await client.query(EMPTYING);
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === DEADLOCK) return false;
    throw error;
  }
}

async function withAdmin(act: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = await connect(getAdminUrl());
  try {
    await act(admin);
  } finally {
    await admin.end(); // Gives the advisory lock back.
  }
}

const toFingerprint = (migrations: Migration[]) =>
  createHash('sha256')
    .update(migrations.map(({ hash, name }) => name + hash).join('\n'))
    .digest('hex')
    .slice(0, 12);

function toUrl(database: string): string {
  const url = new URL(getAdminUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function getAdminUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url)
    throw new Error('TEST_DATABASE_URL is not set: run the tests by `npm test`, which starts a PostgreSQL of its own.');
  return url;
}
