import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { openBareDatabase } from '../testing/test-database.ts';
import { silentLog } from './log.ts';
import { choosePending, type Migration, migrate, migrationsDir, readMigrations } from './migrate.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const drop of opened.splice(0)) await drop();
});

async function openDatabase(): Promise<string> {
  const { databaseUrl, drop } = await openBareDatabase();
  opened.push(drop);
  return databaseUrl;
}

async function query(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const migration = (name: string, sql: string): Migration => ({ name, sql, hash: `hash of ${sql}` });

test('migrate() applies each file once when servers start together', async () => {
  const databaseUrl = await openDatabase();
  const migrations = await readMigrations(migrationsDir);

  const applied = await Promise.all([1, 2, 3].map(() => migrate(databaseUrl, migrations, silentLog)));

  expect(applied.flat().toSorted()).toEqual(migrations.map(({ name }) => name));
  expect(await query(databaseUrl, 'select name from migrations')).toHaveLength(migrations.length);
});

test('migrate() leaves nothing of a file that fails, and goes on from there once it is put right', async () => {
  const databaseUrl = await openDatabase();
  const first = migration('0001-a.sql', 'create table a (id int)');
  const broken = migration('0002-b.sql', 'create table b (id int); select no_such_column from a');

  await expect(migrate(databaseUrl, [first, broken], silentLog)).rejects.toThrow('Migration 0002-b.sql failed');

  expect(await query(databaseUrl, "select to_regclass('b') as b")).toEqual([{ b: null }]);
  const mended = migration('0002-b.sql', 'create table b (id int)');
  expect(await migrate(databaseUrl, [first, mended], silentLog)).toEqual(['0002-b.sql']);
});

test('choosePending() refuses a file that changed, that is gone, or that sorts before an applied one', () => {
  const [a, b, c] = ['0001-a.sql', '0002-b.sql', '0003-c.sql'].map((name) => migration(name, name)) as [
    Migration,
    Migration,
    Migration,
  ];
  const applied = (...some: Migration[]) => new Map(some.map(({ hash, name }) => [name, hash]));

  expect(choosePending([a, b, c], applied(a))).toEqual([b, c]);
  expect(() => choosePending([{ ...a, hash: 'other' }], applied(a))).toThrow('0001-a.sql changed after it was applied');
  expect(() => choosePending([a], applied(a, b))).toThrow(
    '0002-b.sql was applied to this database but is not in this build',
  );
  expect(() => choosePending([a, b, c], applied(a, c))).toThrow('0002-b.sql sorts before 0003-c.sql');
});
