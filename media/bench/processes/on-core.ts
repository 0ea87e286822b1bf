import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const TASKSET = ['/usr/bin/taskset', '/bin/taskset'].find((path) => existsSync(path));
const cores = { tested: '0', load: '1' };

/** The command that keeps a program to the core of what is tested, or of the load; as it is where that cannot be had. */
export function onCore(core: keyof typeof cores, command: string, args: readonly string[]): [string, string[]] {
  if (!TASKSET || availableParallelism() < 2) return [command, [...args]];
  return [TASKSET, ['-c', cores[core], command, ...args]];
}
