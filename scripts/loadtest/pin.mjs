import { availableParallelism } from 'node:os';
import process from 'node:process';
import { findOnPath } from '../ground/find-on-path.mjs';
import { runCommand } from '../ground/run-command.mjs';

const SERVER_CORE = 0;
const LOAD_CORE = 1;

/**
 * Where the server and the load run: the server on one core, everything else on another, so that neither takes the
 * other's time; nowhere in particular where there is no taskset or one core.
 */
export function choosePins(wants = true) {
  const taskset = wants && availableParallelism() > 1 ? findOnPath(['taskset']) : undefined;
  const onCore = (core) => (command, args) =>
    taskset ? { command: taskset, args: ['-c', `${core}`, command, ...args] } : { command, args };
  return {
    isPinned: taskset !== undefined,
    onServerCore: onCore(SERVER_CORE),
    onLoadCore: onCore(LOAD_CORE),
    /** Moves a running process with all its threads; its children follow. */
    async moveToLoadCore(pid = process.pid) {
      if (taskset) await runCommand(taskset, ['-a', '-c', '-p', `${LOAD_CORE}`, `${pid}`]);
    },
  };
}
