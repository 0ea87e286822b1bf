import { readdirSync, readFileSync } from 'node:fs';

const USER_TICKS_PER_SECOND = 100; // What Linux counts in /proc, on every architecture that Node runs on.

/** User and system time so far of a process and of all that runs below it, in seconds. */
export function readTreeCpuSeconds(pid: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)));
  const below = (parent: number): number =>
    processes.filter((of) => of.parent === parent).reduce((total, of) => total + of.seconds + below(of.pid), 0);
  return (processes.find((of) => of.pid === pid)?.seconds ?? 0) + below(pid);
}

/** User and system time so far of just these processes, in seconds. */
export const readCpuSeconds = (pids: readonly number[]): number =>
  pids.flatMap(readStat).reduce((total, { seconds }) => total + seconds, 0);

/** The mediasoup workers below a process. */
export function findWorkers(pid: number): number[] {
  const isWorker = (of: number) => readFileSync(`/proc/${of}/comm`, 'utf8').startsWith('mediasoup-work');
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)));
  return processes
    .filter(({ parent }) => parent === pid)
    .map(({ pid: child }) => child)
    .filter(isWorker);
}

function readStat(pid: number): { pid: number; parent: number; seconds: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const seconds = (Number(fields[11]) + Number(fields[12])) / USER_TICKS_PER_SECOND;
    return [{ pid, parent: Number(fields[1]), seconds }];
  } catch {
    return []; // It ended between listing and reading.
  }
}
