import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { GroundError } from '../ground/step.mjs';

const FAST_STOP_MS = 10_000;
const IMMEDIATE_STOP_MS = 5_000;

/**
 * Ends a server that an earlier launcher left behind in this cluster. The caller holds the data directory's lock, so
 * whatever `postmaster.pid` names is nobody's, and a file that names no server of ours is stale.
 */
export async function endLeftover(dir) {
  const pidFile = join(dir, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === undefined) return;
  if (isServerOf(pid, dir)) {
    process.kill(pid, 'SIGINT'); // A fast shutdown: clients are cut, nothing is lost.
    if (!(await hasEnded(pid, dir, FAST_STOP_MS))) {
      process.kill(pid, 'SIGQUIT'); // Recovery reads the log at the next start.
      if (!(await hasEnded(pid, dir, IMMEDIATE_STOP_MS))) {
        throw new GroundError(
          `A PostgreSQL that an earlier start left behind does not end: stop process ${pid} and start again.`,
        );
      }
    }
  }
  rmSync(pidFile, { force: true });
}

/** Whether that process is a postgres on this cluster; a pid may have been given to something else since. */
export function isServerOf(pid, dir) {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return args.includes(dir) && args[0].endsWith('postgres');
  } catch {
    return false;
  }
}

async function hasEnded(pid, dir, boundMs) {
  const endsAt = Date.now() + boundMs;
  while (Date.now() < endsAt) {
    if (!isServerOf(pid, dir)) return true;
    await wait(50);
  }
  return false;
}

function readPid(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}
