import type { shows } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { showFailure } from '../../ui/toast.tsx';

/** Whom to ask to a rehearsal, and making it. Pressed twice, it is one rehearsal. */
export function useRehearse(show: shows.Show, onMade: (showId: string) => void) {
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [picked, setPicked] = useState<string[]>([]);
  const people = useQuery({
    queryKey: queryKeys.accounts({ role: 'shopkeeper' }),
    queryFn: ({ signal }) => call(api.listAccounts, { role: 'shopkeeper' }, signal),
  });
  const rehearse = useMutation({
    mutationFn: () => call(api.rehearseShow, { showId: show.showId, guestIds: picked }),
    onSuccess: async ({ showId }) => {
      await client.invalidateQueries({ queryKey: queryKeys.shows });
      onMade(showId);
    },
    onError: (error) => showFailure(toWords(error)),
  });
  const candidates = (people.data?.accounts ?? [])
    .filter(({ removedAt }) => !removedAt)
    .map(({ accountId, displayName }) => ({ value: accountId as string, label: displayName }));
  return {
    candidates,
    people,
    picked,
    setPicked,
    isBusy: rehearse.isPending,
    start: () => rehearse.mutate(),
  };
}
