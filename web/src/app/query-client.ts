import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallFailure } from '../api/call-failure.ts';
import { queryKeys } from '../api/query-keys.ts';

const MAX_TRIES = 2;

/** What was asked of the server, once per key. A lost session anywhere shows the sign-in form. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof CallFailure && error.code === 'accounts.signed_out') client.setQueryData(queryKeys.me, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          error instanceof CallFailure && error.retry === 'after_delay' && failures < MAX_TRIES,
        retryDelay: (failures) => 600 * 2 ** failures,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
