import type { orders, RouteResponse } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { uploadCsv } from '../../api/upload-csv.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { downloadText } from '../../ui/download-text.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type Ledger = RouteResponse<typeof orders.getLedger>;

export const useLedger = () =>
  useQuery<Ledger>({ queryKey: queryKeys.ledger, queryFn: ({ signal }) => call(api.getLedger, {}, signal) });

/** Runs one act on the ledger, and looks at it anew. */
export function useLedgerAct() {
  const words = useWords().orders;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const settle = {
    onError: (error: Error) => showFailure(toWords(error)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.ledger }),
  };
  const act = useMutation({ mutationFn: (run: () => Promise<unknown>) => run(), ...settle });
  const sending = useMutation({
    mutationFn: (batchId: orders.PayoutBatch['batchId']) => call(api.sendPayouts, { batchId }),
    onSuccess: ({ csv, rows }) => {
      downloadText(csv, 'shoal-payouts.csv');
      showDone(words.exported(rows));
    },
    ...settle,
  });
  const importing = useMutation({
    mutationFn: (file: File) => uploadCsv(api.importPayoutResults, file),
    onSuccess: ({ changed, problems }) => {
      showDone(words.imported(changed));
      if (problems.length > 0) showFailure(words.importProblems(problems.map(({ row }) => row).join(', ')));
    },
    ...settle,
  });
  return { act, sending, importing };
}
