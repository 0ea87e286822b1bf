import { tasks } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import type { OnCommand } from '../../realtime/command-listener.ts';
import { endTask } from './close-task.ts';
import { judgeEvidence } from './judge-evidence.ts';
import { listOwnTasks, listPeople, listShowTasks } from './list-tasks.ts';
import { openTask } from './open-task.ts';
import { changeTask, prepareTask, removeTask } from './prepare-task.ts';
import type { TasksDeps } from './tasks-deps.ts';

/** The tasks domain's HTTP face. */
export function mountTaskRoutes(on: OnRoute, deps: TasksDeps): void {
  on(tasks.listTasks, async (caller, { showId }) => ({ tasks: await listShowTasks(deps, caller, showId) }));
  on(tasks.prepareTask, (caller, input) => prepareTask(deps, caller, input));
  on(tasks.changeTask, (caller, input) => changeTask(deps, caller, input));
  on(tasks.removeTask, async (caller, input) => {
    await removeTask(deps, caller, input);
    return {};
  });
  on(tasks.listOwnTasks, (caller, { showId }) => listOwnTasks(deps, caller, showId));
  on(tasks.listHeldEvidence, (_caller, filter) => deps.listHeld(deps.db, filter));
  on(tasks.judgeEvidence, (caller, input) => judgeEvidence(deps, caller, input));
}

/** Its socket face. */
export function registerTaskCommands(on: OnCommand, deps: TasksDeps): void {
  on(tasks.openTask, (caller, input) => openTask(deps, caller, input));
  on(tasks.closeTask, (caller, input) => endTask(deps, caller, { name: 'task:close', input }));
  on(tasks.withdrawTask, (caller, input) => endTask(deps, caller, { name: 'task:withdraw', input }));
  on(tasks.listTaskPeople, (caller, input) => listPeople(deps, caller, input));
}
