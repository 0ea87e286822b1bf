import type { BroadcastPayload, orders, RouteResponse } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useHeard } from '../../hooks/use-account-socket.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { LiveSocket } from '../../live/live-socket.ts';
import { broadcasts } from '../../live/wire.ts';
import { downloadText } from '../../ui/download-text.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type Earnings = RouteResponse<typeof orders.getEarnings>;
/** What is lost on the way comes with the next look. */
const REFRESH_MS = 15_000;

/** Her balances and orders. */
export const useEarnings = () =>
  useQuery<Earnings>({
    queryKey: queryKeys.earnings,
    queryFn: ({ signal }) => call(api.getEarnings, {}, signal),
    refetchInterval: REFRESH_MS,
  });

/** Asks anew as soon as the server says that an order of hers moved, and says when a new one came. */
export function useLiveEarnings(socket: Pick<LiveSocket, 'on'> | null): void {
  const client = useQueryClient();
  const { soldOne } = useWords().orders.earnings;
  const onChanged = useCallback(
    ({ state }: BroadcastPayload<typeof orders.earningsChanged>) => {
      void client.invalidateQueries({ queryKey: queryKeys.earnings });
      if (state === 'placed') showDone(soldOne);
    },
    [client, soldOne],
  );
  useHeard(socket, broadcasts.earningsChanged, onChanged);
}

/** Her statement as a file. */
export function useStatement() {
  const toWords = useFailureWords();
  const locale = useLocale();
  return useMutation({
    mutationFn: () => call(api.exportEarnings, { locale }),
    onSuccess: ({ csv }) => downloadText(csv, 'shoal-earnings.csv'),
    onError: (error) => showFailure(toWords(error)),
  });
}
