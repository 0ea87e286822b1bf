import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

/** A show's guests: listing, inviting, removing with the way back. */
export function useGuests(showId: string) {
  const words = useWords();
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [picked, setPicked] = useState<string[]>([]);
  const guests = useQuery({
    queryKey: queryKeys.guests(showId),
    queryFn: ({ signal }) => call(api.listGuests, { showId }, signal),
    select: (answer) => answer.guests,
    refetchInterval: 10_000,
  });
  const shopkeepers = useQuery({
    queryKey: queryKeys.accounts({ role: 'shopkeeper' }),
    queryFn: ({ signal }) => call(api.listAccounts, { role: 'shopkeeper' }, signal),
  });
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.guests(showId) });
  const fail = (error: unknown) => showFailure(toWords(error));
  const inviting = useMutation({
    mutationFn: (accountIds: string[]) => call(api.inviteGuests, { showId, accountIds }),
    onSuccess: ({ invited }) => {
      setPicked([]);
      showDone(words.console.invited(invited));
      return refresh();
    },
    onError: fail,
  });
  const removing = useMutation({
    mutationFn: ({ accountId }: { accountId: string; name: string }) => call(api.removeGuest, { showId, accountId }),
    onSuccess: (_, { accountId, name }) => {
      showDone(words.console.guestRemoved(name), { label: words.common.undo, act: () => inviting.mutate([accountId]) });
      return refresh();
    },
    onError: fail,
  });
  const invitedIds = new Set<string>(guests.data?.map(({ accountId }) => accountId));
  const candidates = (shopkeepers.data?.accounts ?? [])
    .filter(({ accountId, removedAt }) => !removedAt && !invitedIds.has(accountId))
    .map(({ accountId, displayName }) => ({ value: accountId, label: displayName }));
  return {
    candidates,
    guests,
    picked,
    setPicked,
    isInviting: inviting.isPending,
    invite: () => inviting.mutate(picked),
    remove: (accountId: string, name: string) => removing.mutate({ accountId, name }),
  };
}
