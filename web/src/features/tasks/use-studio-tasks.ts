import type { CommandRequest, shows, tasks } from '@shoal/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from '../../api/query-keys.ts';
import { useHostAct } from '../../hooks/use-host-act.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { broadcasts, commands } from '../../live/wire.ts';
import { type Listed, useTasks } from './use-tasks.ts';

export type TaskOpening = CommandRequest<typeof tasks.openTask>['task'];
export type StudioTasks = ReturnType<typeof useStudioTasks>;

/** The tasks of a show in its studio: what is prepared, what is open, how far the school is. */
export function useStudioTasks(show: shows.Show, live: StudioLive) {
  const { showId } = show;
  const client = useQueryClient();
  const { story } = useSignal(live.session.log);
  const { isBusy, run } = useHostAct();
  const queryKey = queryKeys.tasks(showId);
  const { data, error, refetch } = useTasks(showId);
  const step = story.tasks.map(({ closed, taskId }) => `${taskId} ${closed}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew whenever one opened or closed.
  useEffect(() => {
    if (step) void client.invalidateQueries({ queryKey });
  }, [step]);
  useEffect(
    () =>
      live.socket.on(broadcasts.taskProgressed, (told) => {
        if (told.showId !== showId) return;
        const moved = new Map(told.progress.map((one) => [one.taskId, one]));
        client.setQueryData<Listed>(
          queryKeys.tasks(showId),
          (known) =>
            known && {
              tasks: known.tasks.map((task) => ({ ...task, progress: moved.get(task.taskId) ?? task.progress })),
            },
        );
      }),
    [client, live, showId],
  );
  const opened = data?.tasks.filter(({ openedAt }) => openedAt !== null) ?? [];
  return {
    error: data ? null : error,
    isLoading: !data && !error,
    retry: () => void refetch(),
    isBusy,
    isLive: story.phase === 'live',
    materials: show.segments.flatMap((segment) => segment.materials),
    /** What the host most likely asks to forward: what lies before the school. */
    lastDropped: story.drops.findLast(({ isRecalled }) => !isRecalled)?.material.materialId ?? null,
    prepared: data?.tasks.filter(({ state }) => state === 'prepared') ?? [],
    /** All that are open, else the one that was open last. */
    current: opened.some(({ state }) => state === 'open')
      ? opened.filter(({ state }) => state === 'open')
      : opened.slice(-1),
    open: (task: TaskOpening) =>
      run((idempotencyKey) => live.socket.send(commands.openTask, { showId, idempotencyKey, task })),
    close: (taskId: string) =>
      run((idempotencyKey) => live.socket.send(commands.closeTask, { showId, idempotencyKey, taskId })),
    withdraw: (taskId: string) =>
      run((idempotencyKey) => live.socket.send(commands.withdrawTask, { showId, idempotencyKey, taskId })),
    listPeople: (taskId: string) => live.socket.send(commands.listTaskPeople, { showId, taskId }),
  };
}
