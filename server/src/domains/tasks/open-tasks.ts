import type { Log } from '../../platform/log.ts';
import { Pulse } from '../../platform/pulse.ts';
import { closeDueTasks } from './close-task.ts';
import { createTaskFigures, type TaskFiguresDeps } from './task-figures.ts';
import type { TasksDeps } from './tasks-deps.ts';

export type Tasks = TasksDeps & { close: () => Promise<void> };

/** Opens what the tasks do by the clock; whoever opens it closes it. */
export function openTasks(
  deps: TasksDeps & Pick<TaskFiguresDeps, 'findLog' | 'listStudiosHere'> & { log: Log },
): Tasks {
  const pulse = Pulse.open(
    [
      { name: 'task deadlines', everySeconds: 1, run: () => closeDueTasks(deps) },
      { name: 'task figures', everySeconds: 1, run: createTaskFigures(deps) },
    ],
    deps.log,
  );
  return { ...deps, close: () => pulse.close() };
}
