import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { CommandFailed, runCommand } from '../ground/run-command.mjs';
import { GroundError } from '../ground/step.mjs';
import { withClient } from './embedded-postgres.mjs';

/** What of a cluster belongs to a running server and not to its data (the list of pg_basebackup). */
const LEFT_OUT = [
  'postmaster.pid',
  'postmaster.opts',
  'pg_wal/*',
  'pg_replslot/*',
  'pg_dynshmem/*',
  'pg_notify/*',
  'pg_serial/*',
  'pg_snapshots/*',
  'pg_stat_tmp/*',
  'pg_subtrans/*',
  'pgsql_tmp*',
];
const FORMAT = 1;
const SLOT = 'shoal_backup';

/**
 * Writes one tar: `manifest.json`, `postgres/` (the cluster), `data/` (the rest of the data directory: store, secrets,
 * demo.json). With `url` the server is running and the copy is taken online; without, it must be stopped.
 */
export async function writeArchive({ file, dataDir, clusterDir, url }) {
  const stage = mkdtempSync(join(dirname(file), '.backup-'));
  const part = join(stage, 'backup.tar');
  try {
    writeFileSync(join(stage, 'manifest.json'), JSON.stringify(toManifest(clusterDir)));
    await tar('-cf', part, '-C', stage, 'manifest.json');
    await appendFolder(part, dataDir, 'data', [
      'shoal.lock',
      'shoal.lock-journal',
      'shoal.holder.json',
      'children.json',
      'postgres.json',
      'postgres',
      'postgres.part',
      'before-restore-*',
      '.restore-*',
      '.backup-*',
    ]);
    if (url) await appendOnline(part, clusterDir, url, stage);
    else await appendFolder(part, clusterDir, 'postgres', ['postmaster.pid', 'postmaster.opts']);
    renameSync(part, file);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** A replication slot keeps the write-ahead log from start to stop; with it the copy can be recovered by itself. */
async function appendOnline(part, clusterDir, url, stage) {
  await withClient(url, async (client) => {
    await client.query(`SELECT pg_create_physical_replication_slot($1, true, true)`, [SLOT]);
    await client.query(`SELECT pg_backup_start('shoal', true)`);
    await appendFolder(part, clusterDir, 'postgres', LEFT_OUT);
    const { rows } = await client.query('SELECT labelfile, spcmapfile FROM pg_backup_stop(false)');
    writeFileSync(join(stage, 'backup_label'), rows[0].labelfile);
    await tar('-rf', part, '--transform', 's,^,postgres/,', '-C', stage, 'backup_label');
    await appendFolder(part, join(clusterDir, 'pg_wal'), 'postgres/pg_wal', ['archive_status/*']);
  });
}

/** Checks an archive and puts it in the place of what is there, which is set aside in the folder it returns. */
export async function readArchive({ file, dataDir, clusterDir, user, setAsideName }) {
  const stage = mkdtempSync(join(dataDir, '.restore-'));
  try {
    await tar('-xpf', file, '-C', stage);
    checkManifest(join(stage, 'manifest.json'), clusterDir);
    const aside = join(dataDir, setAsideName);
    mkdirSync(aside, { mode: 0o700 });
    for (const name of readdirSync(join(stage, 'data'))) replace(join(stage, 'data', name), join(dataDir, name), aside);
    mkdirSync(dirname(clusterDir), { recursive: true });
    if (user) chownAll(join(stage, 'postgres'), user);
    if (existsSync(clusterDir)) await runCommand('mv', [clusterDir, join(aside, 'postgres')]);
    await runCommand('mv', [join(stage, 'postgres'), clusterDir]);
    if (readdirSync(aside).length > 0) return aside;
    rmdirSync(aside);
    return undefined;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function replace(from, to, aside) {
  if (existsSync(to)) renameSync(to, join(aside, to.slice(dirname(to).length + 1)));
  renameSync(from, to);
}

function toManifest(clusterDir) {
  const version = join(clusterDir, 'PG_VERSION');
  if (!existsSync(version)) throw new GroundError(`There is nothing to back up yet: ${clusterDir} holds no database.`);
  return { format: FORMAT, postgres: readFileSync(version, 'utf8').trim(), arch: process.arch };
}

function checkManifest(file) {
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (manifest.format !== FORMAT) throw new GroundError('This file is no backup of Shoal.');
  if (manifest.arch !== process.arch) {
    throw new GroundError(`This backup was made on ${manifest.arch} and cannot be used on ${process.arch}.`);
  }
}

function chownAll(path, user) {
  chownSync(path, user.uid, user.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) chownAll(join(path, name), user);
}

async function appendFolder(part, dir, name, leftOut) {
  const excludes = leftOut.map((pattern) => `--exclude=./${pattern}`);
  await tar('-rf', part, '--anchored', ...excludes, '--transform', `s,^\\.,${name},`, '-C', dir, '.');
}

async function tar(...args) {
  try {
    await runCommand('tar', args);
  } catch (error) {
    // "File changed as we read it" is the nature of an online copy; recovery puts it right.
    const isHarmless = error instanceof CommandFailed && error.message.includes('code 1\n');
    if (!isHarmless) throw new GroundError(`tar failed: ${error.output ?? error.message}`);
  }
}
