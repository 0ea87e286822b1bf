import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { choosePlace } from './cluster-place.mjs';
import { readArchive, writeArchive } from './data-archive.mjs';
import { EmbeddedPostgres, withClient } from './embedded-postgres.mjs';
import { findPostgresUser } from './unprivileged-user.mjs';

const password = 'only-for-this-test';
let root;
let opened = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'shoal-archive-'));
  chmodSync(root, 0o711); // PostgreSQL's own user must get in.
});

afterEach(async () => {
  for (const server of opened) await server.close();
  opened = [];
  rmSync(root, { recursive: true, force: true });
});

async function openData(name) {
  const dataDir = join(root, name);
  mkdirSync(dataDir, { recursive: true });
  const user = await findPostgresUser();
  const clusterDir = choosePlace(dataDir, user);
  return { dataDir, clusterDir, user };
}

async function start(data) {
  const server = await EmbeddedPostgres.open({ dir: data.clusterDir, password });
  opened.push(server);
  return server;
}

describe('a backup', () => {
  test('writeArchive() and readArchive() carry rows, files and secrets to another directory', async () => {
    const from = await openData('from');
    const server = await start(from);
    await server.createDatabase('shoal');
    const url = server.urlOf('shoal');
    await withClient(url, (client) => client.query(`CREATE TABLE fish AS SELECT 'eel' AS name`));
    mkdirSync(join(from.dataDir, 'store'));
    writeFileSync(join(from.dataDir, 'store/a.m4s'), 'segment');
    await server.close();

    const file = join(root, 'cold.tar');
    await writeArchive({ ...from, file });
    const to = await openData('to');
    await readArchive({ ...to, file, setAsideName: 'before' });

    const restored = await start(to);
    const { rows } = await withClient(restored.urlOf('shoal'), (client) => client.query('SELECT name FROM fish'));
    expect(rows).toEqual([{ name: 'eel' }]);
    expect(readFileSync(join(to.dataDir, 'store/a.m4s'), 'utf8')).toBe('segment');
  });

  test('writeArchive() takes a running database with every row that was committed before', async () => {
    const from = await openData('from');
    const server = await start(from);
    await server.createDatabase('shoal');
    await withClient(server.urlOf('shoal'), (client) =>
      client.query('CREATE TABLE fish AS SELECT generate_series(1, 50000) AS number'),
    );
    const file = join(root, 'online.tar');
    await writeArchive({ ...from, file, url: server.urlOf('postgres') });
    const to = await openData('to');
    await readArchive({ ...to, file, setAsideName: 'before' });

    const restored = await start(to);
    const { rows } = await withClient(restored.urlOf('shoal'), (client) =>
      client.query('SELECT count(*)::int FROM fish'),
    );
    expect(rows).toEqual([{ count: 50_000 }]);
  });

  test('readArchive() sets aside what was there', async () => {
    const data = await openData('data');
    writeFileSync(join(data.dataDir, 'demo.json'), 'old');
    const server = await start(data);
    await server.close();
    const file = join(root, 'own.tar');
    await writeArchive({ ...data, file });
    writeFileSync(join(data.dataDir, 'demo.json'), 'new');

    const aside = await readArchive({ ...data, file, setAsideName: 'before' });

    expect(readFileSync(join(data.dataDir, 'demo.json'), 'utf8')).toBe('old');
    expect(readFileSync(join(aside, 'demo.json'), 'utf8')).toBe('new');
    expect(existsSync(join(aside, 'postgres/PG_VERSION'))).toBe(true);
  });

  test('readArchive() refuses a file that is no backup and changes nothing', async () => {
    const data = await openData('data');
    const file = join(root, 'other.tar');
    writeFileSync(join(root, 'x'), 'x');
    const { runCommand } = await import('../ground/run-command.mjs');
    await runCommand('tar', ['-cf', file, '-C', root, 'x']);

    await expect(readArchive({ ...data, file, setAsideName: 'before' })).rejects.toThrow('no backup of Shoal');
    expect(existsSync(join(data.dataDir, 'before'))).toBe(false);
  });
});
