import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/**
 * Remembers which processes we started for a data directory, and at the next start ends those that are still there: a
 * child that hangs in its shutdown would hold the ports. A pid that was given to another process since is left alone.
 */
export function rememberChildren(dataDir) {
  const file = join(dataDir, 'children.json');
  const pids = new Map();
  return {
    onPid: (name, pid) => {
      pids.set(name, { pid, startTicks: readStartTicks(pid) });
      writeFileSync(file, JSON.stringify([...pids.values()]));
    },
    endLeftovers: () => {
      for (const { pid, startTicks } of readEntries(file)) {
        if (startTicks !== undefined && readStartTicks(pid) === startTicks) process.kill(pid, 'SIGKILL');
      }
      rmSync(file, { force: true });
    },
    forget: () => rmSync(file, { force: true }),
  };
}

/** When the kernel started this process; with the pid it names a process for good. */
function readStartTicks(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces: count from behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function readEntries(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
