import type { shows } from '@shoal/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { api } from '../api/endpoints.ts';
import { queryKeys } from '../api/query-keys.ts';
import { showFailure } from '../ui/toast.tsx';
import { askToNotify } from './notifying.ts';
import { useWords } from './use-words.ts';

/** Whether she is told before a show begins, kept on the server for all her devices. */
export function useReminder({ isReminded, showId }: Pick<shows.RoomPage, 'isReminded' | 'showId'>) {
  const { reminder } = useWords().schedule;
  const client = useQueryClient();
  const wish = useMutation({
    mutationFn: (isWanted: boolean) =>
      isWanted ? call(api.askReminder, { showId }) : call(api.dropReminder, { showId }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.shows }),
        client.invalidateQueries({ queryKey: queryKeys.reminders }),
      ]),
    onError: () => showFailure(reminder.failed),
  });
  return {
    isBusy: wish.isPending,
    toggle: () => {
      if (!isReminded) void askToNotify();
      wish.mutate(!isReminded);
    },
  };
}
