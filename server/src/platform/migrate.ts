import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Log } from './log.ts';

export type Migration = { name: string; hash: string; sql: string };

/** Where this repository keeps its migrations. */
export const migrationsDir = fileURLToPath(new URL('../../migrations', import.meta.url));
const LOCK_KEY = 7_460_125_001;

/** The migrations of a folder, in the order of their names. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing, in order, each file in its own transaction. Servers that start together wait for each other.
 * @returns the names applied now.
 * @throws Error when an applied file has changed or is gone, or a new file sorts before an applied one.
 */
export async function migrate(databaseUrl: string, migrations: readonly Migration[], log: Log): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'shoal-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    const pending = choosePending(migrations, await readApplied(client));
    for (const migration of pending) {
      await apply(client, migration);
      log.info({ migration: migration.name }, 'migration applied');
    }
    return pending.map(({ name }) => name);
  } finally {
    await client.end(); // Gives the lock back.
  }
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  await client.query(
    'create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migrations');
  return new Map(rows.map(({ hash, name }) => [name, hash]));
}

/** Which migrations are still to be applied. */
export function choosePending(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  const gone = [...applied.keys()].find((name) => !known.has(name));
  if (gone)
    throw new Error(`Migration ${gone} was applied to this database but is not in this build: start a newer build.`);
  const pending = migrations.filter(({ name }) => !applied.has(name));
  for (const { hash, name } of migrations) {
    if (applied.has(name) && applied.get(name) !== hash)
      throw new Error(`Migration ${name} changed after it was applied.`);
  }
  const last = [...applied.keys()].sort().at(-1) ?? '';
  const late = pending.find(({ name }) => name < last);
  if (late) throw new Error(`Migration ${late.name} sorts before ${last}, which is applied already.`);
  return pending;
}

async function apply(client: pg.Client, { hash, name, sql }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migrations (name, hash) values ($1, $2)', [name, hash]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed and changed nothing.`, { cause });
  }
}
