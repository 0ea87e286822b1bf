import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choosePlace } from './cluster-place.mjs';
import { EmbeddedPostgres, withClient } from './embedded-postgres.mjs';
import { isServerOf } from './end-leftover.mjs';

const password = 'only-for-this-test';
let root;
let dir;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'shoal-postgres-'));
  chmodSync(root, 0o711);
  dir = join(root, 'postgres');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const readServerPid = () => Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Another process that opens the cluster, writes a row and is then killed. */
async function openElsewhereAndKill() {
  const module = join(import.meta.dirname, 'embedded-postgres.mjs');
  const script = `
    import { EmbeddedPostgres, withClient } from '${module}';
    const server = await EmbeddedPostgres.open({ dir: process.argv[1], password: '${password}' });
    await withClient(server.urlOf('postgres'), (client) => client.query("CREATE TABLE fish AS SELECT 'eel' AS name"));
    console.log('written');
    setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const pid = readServerPid();
  child.kill('SIGKILL');
  return pid;
}

test('EmbeddedPostgres ends with its owner, however that ends, and keeps what was committed', async () => {
  const pid = await openElsewhereAndKill();
  const endsAt = Date.now() + 10_000;
  while (isServerOf(pid, dir) && Date.now() < endsAt) await wait(20);
  expect(isServerOf(pid, dir)).toBe(false);

  const server = await EmbeddedPostgres.open({ dir, password });
  const { rows } = await withClient(server.urlOf('postgres'), (client) => client.query('SELECT name FROM fish'));
  expect(rows).toEqual([{ name: 'eel' }]);
  await server.close();
});

test('EmbeddedPostgres.open() takes over from a server that was left behind', async () => {
  const left = await EmbeddedPostgres.open({ dir, password });
  const leftPid = readServerPid();

  const server = await EmbeddedPostgres.open({ dir, password });

  expect(isServerOf(leftPid, dir)).toBe(false);
  expect(await left.closed).toContain('PostgreSQL ended with');
  await server.close();
  expect(await server.closed).toBeUndefined();
  expect(existsSync(join(dir, 'postmaster.pid'))).toBe(false);
});

test('EmbeddedPostgres never runs as root and sorts by code point in UTF-8', async () => {
  const server = await EmbeddedPostgres.open({ dir, password });
  const uid = readFileSync(`/proc/${readServerPid()}/status`, 'utf8').match(/^Uid:\s+(\d+)/m)[1];
  expect(uid).not.toBe('0');
  const query = `SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync, datlocale FROM pg_database WHERE datname = 'postgres'`;
  const { rows } = await withClient(server.urlOf('postgres'), (client) => client.query(query));
  expect(rows).toEqual([{ encoding: 'UTF8', fsync: 'on', datlocale: 'C.UTF-8' }]);
  await server.close();
});

test('choosePlace() moves the cluster where its user can reach it', () => {
  const user = { uid: 999, gid: 999 };
  expect(choosePlace('/clone/.data', undefined)).toBe('/clone/.data/postgres');
  expect(choosePlace('/clone/.data', user, () => true)).toBe('/clone/.data/postgres');
  expect(choosePlace('/root/clone/.data', user, (path) => path !== '/root')).toMatch(
    /^\/var\/lib\/shoal\/\w{12}\/postgres$/,
  );
});
