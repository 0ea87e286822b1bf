import type { RouteRequest, tasks } from '@shoal/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { showFailure } from '../../ui/toast.tsx';

/** A task as it is sent. */
export type TaskDraft = RouteRequest<typeof tasks.prepareTask>['draft'];
/** One that is written: its key makes a new one once, however often it is sent; its id changes the one that stands. */
export type Written = { idempotencyKey: string; taskId: string | null; draft: TaskDraft };

/** Keeping and removing the prepared tasks of a show. */
export function usePreparedTasks(showId: string, onKept: () => void) {
  const client = useQueryClient();
  const toWords = useFailureWords();
  const shared = {
    onError: (error: Error) => showFailure(toWords(error)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tasks(showId) }),
  };
  const keep = useMutation({
    mutationFn: ({ draft, idempotencyKey, taskId }: Written) =>
      taskId === null
        ? call(api.prepareTask, { showId, idempotencyKey, draft })
        : call(api.changeTask, { showId, taskId, ...draft }),
    onSuccess: onKept,
    ...shared,
  });
  const remove = useMutation({
    mutationFn: (taskId: string) => call(api.removeTask, { showId, taskId }),
    ...shared,
  });
  return { isPending: keep.isPending, keep: keep.mutate, remove: remove.mutate };
}
