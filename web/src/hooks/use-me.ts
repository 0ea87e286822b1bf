import type { accounts } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { toFailureCode } from '../api/call-failure.ts';
import { api } from '../api/endpoints.ts';
import { queryKeys } from '../api/query-keys.ts';

/** The signed-in account; null when nobody is signed in. */
export function useMe() {
  return useQuery<accounts.Me | null>({
    queryKey: queryKeys.me,
    queryFn: ({ signal }) =>
      call(api.getMe, {}, signal).catch((error: unknown) => {
        if (toFailureCode(error) === 'accounts.signed_out') return null;
        throw error;
      }),
    staleTime: 60_000,
  });
}
