import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Takes a folder's lock, or says who has it. The kernel drops it with the process, however that ends: it is SQLite's
 * file lock, held by a transaction that never commits. The side file only tells people who the holder is.
 * @returns `{ release }`, or `{ holder }` with `{ pid, host, startedAt }` as far as it is known
 */
export function tryLock(dir, name = 'shoal') {
  mkdirSync(dir, { recursive: true });
  const holderFile = join(dir, `${name}.holder.json`);
  const database = new DatabaseSync(join(dir, `${name}.lock`), { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error.errcode !== 5) throw error; // SQLITE_BUSY
    return { holder: readHolder(holderFile) };
  }
  const holder = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString() };
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`);
  const release = () => {
    rmSync(holderFile, { force: true });
    database.close();
  };
  return { release };
}

/** Waits its turn for a folder's lock. `onWait` hears who holds it. */
export async function takeTurn(dir, name, onWait = () => {}) {
  for (;;) {
    const { release, holder } = tryLock(dir, name);
    if (release) return release;
    onWait(`waiting for ${nameHolder(holder)}`);
    await wait(500);
  }
}

/** The holder in words, for the one sentence of a refusal. */
export function nameHolder(holder) {
  return holder ? `process ${holder.pid} on ${holder.host}, started ${holder.startedAt}` : 'another process';
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // It holds the lock and has not written its name yet.
  }
}
