import type { shows } from '@shoal/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type ShowMove = { to: 'scheduled'; startsAt: string } | { to: 'postponed' | 'cancelled' | 'archived' };

function send(showId: string, move: ShowMove): Promise<shows.Show> {
  switch (move.to) {
    case 'scheduled':
      return call(api.scheduleShow, { showId, startsAt: move.startsAt });
    case 'postponed':
      return call(api.postponeShow, { showId });
    case 'cancelled':
      return call(api.cancelShow, { showId });
    case 'archived':
      return call(api.archiveShow, { showId });
  }
}

/** Moves a show from state to state, and says so. */
export function useShowMoves(showId: string, onDone: (moved: shows.Show) => void) {
  const words = useWords().console;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const { isPending, mutate } = useMutation({
    mutationFn: (move: ShowMove) => send(showId, move),
    onSuccess: (show, move) => {
      client.setQueryData(queryKeys.show(showId), show);
      void client.invalidateQueries({ queryKey: queryKeys.shows });
      showDone(words[move.to]);
      onDone(show);
    },
    onError: (error) => showFailure(toWords(error)),
  });
  return { isPending, move: mutate };
}

/** What may be done with a show in a state; the server decides. */
export function listMoves(state: shows.ShowState): ShowMove['to'][] {
  if (state === 'draft') return ['scheduled', 'cancelled'];
  if (state === 'scheduled') return ['scheduled', 'postponed', 'cancelled'];
  if (state === 'postponed') return ['scheduled', 'cancelled'];
  return state === 'ended' || state === 'cancelled' ? ['archived'] : [];
}
