import type { orders, RouteResponse } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

type Judged = Exclude<orders.HoldVerdict, 'held'>;
export type Judgement = { orderId: orders.HeldCommission['orderId']; from: orders.HoldVerdict; verdict: Judged };

/** Held commissions, by the filter in the address. */
export function useHeldCommissions() {
  const [params, setParams] = useSearchParams();
  const verdict = (params.get('held') ?? 'held') as orders.HoldVerdict; // An unknown one is refused by the server.
  const { data, error, refetch } = useQuery<RouteResponse<typeof orders.listHeldCommissions>>({
    queryKey: queryKeys.heldCommissions(verdict),
    queryFn: ({ signal }) => call(api.listHeldCommissions, { verdict }, signal),
  });
  const set = (held: orders.HoldVerdict) => setParams({ held }, { replace: true });
  return { data, error, set, verdict, refetch: () => void refetch() };
}

/** Judges one; the note that says so offers the other verdict where that is the way back. */
export function useJudgeCommission() {
  const { hold } = useWords().credit;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const send = async (orderId: Judgement['orderId'], verdict: Judged) => {
    await call(api.judgeCommissions, { orderIds: [orderId], verdict });
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.allHeldCommissions }),
      client.invalidateQueries({ queryKey: queryKeys.ledger }),
    ]);
  };
  const fail = (error: unknown) => showFailure(toWords(error));
  return useMutation({
    mutationFn: ({ orderId, verdict }: Judgement) => send(orderId, verdict),
    onError: fail,
    onSuccess: (_done, { from, orderId, verdict }) => {
      const back = verdict === 'released' ? 'rejected' : 'released';
      const undo = { label: hold.undo, act: () => void send(orderId, back).catch(fail) };
      showDone(hold[verdict], from === back ? undo : undefined);
    },
  });
}
