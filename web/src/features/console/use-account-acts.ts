import type { accounts } from '@shoal/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type AccountChange = { isRemoved: boolean } | { role: accounts.AccountRow['role']; brandIds: string[] };

/** Removing, restoring, changing and resetting one account. */
export function useAccountActs(account: accounts.AccountRow, onDone: () => void) {
  const words = useWords();
  const own = words.console;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const { accountId, displayName } = account;
  const onError = (error: unknown) => showFailure(toWords(error));
  const updating = useMutation({
    mutationFn: (change: AccountChange) => call(api.updateAccount, { accountId, ...change }),
    onSuccess: (_, change) => {
      if ('role' in change) showDone(own.roleChanged);
      else if (change.isRemoved) {
        showDone(own.accountRemoved(displayName), {
          label: words.common.undo,
          act: () => updating.mutate({ isRemoved: false }),
        });
      } else showDone(own.accountRestored(displayName));
      onDone();
      return client.invalidateQueries({ queryKey: queryKeys.allAccounts });
    },
    onError,
  });
  const linking = useMutation({ mutationFn: () => call(api.resetPassword, { accountId }), onError });
  return {
    isPending: updating.isPending,
    update: (change: AccountChange) => updating.mutate(change),
    link: linking.data?.url ?? null,
    makeLink: () => linking.mutate(),
    resetLink: linking.reset,
  };
}
