import type { recalls } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { downloadText } from '../../ui/download-text.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type RecallDraft = { reason: string; correction: string; replacementId: string | null };

/** The materials of a brand whose recall stands. */
export const useRecalled = (brandId: string) =>
  useQuery({
    queryKey: queryKeys.recalled(brandId),
    queryFn: ({ signal }) => call(api.listRecalled, { brandId }, signal),
    select: ({ materialIds }) => new Set<string>(materialIds),
  });

export const useRecallState = (materialId: string) =>
  useQuery<recalls.RecallState>({
    queryKey: queryKeys.recall(materialId),
    queryFn: ({ signal }) => call(api.getRecall, { materialId }, signal),
  });

export const useAffectedBuyers = (materialId: string) =>
  useQuery({
    queryKey: queryKeys.recallBuyers(materialId),
    queryFn: ({ signal }) => call(api.listAffectedBuyers, { materialId }, signal),
    select: ({ buyers }) => buyers,
  });

/** Recall, its end, and the list. The key outlives retries, so a lost answer cannot act twice. */
export function useRecallActs(materialId: string, brandId: string) {
  const words = useWords().recalls.desk;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [idempotencyKey, setKey] = useState(randomUuid);
  const onError = (error: unknown) => showFailure(toWords(error));
  const toAct = (said: string) => ({
    onError,
    onSuccess: (state: recalls.RecallState) => {
      setKey(randomUuid());
      showDone(said);
      client.setQueryData(queryKeys.recall(materialId), state);
      return client.invalidateQueries({ queryKey: queryKeys.recalled(brandId) });
    },
  });
  const recall = useMutation({
    mutationFn: (draft: RecallDraft) => call(api.recallMaterial, { materialId, idempotencyKey, ...draft }),
    ...toAct(words.done),
  });
  const restore = useMutation({
    mutationFn: (reason: string) => call(api.restoreMaterial, { materialId, idempotencyKey, reason }),
    ...toAct(words.restored),
  });
  const exporting = useMutation({
    mutationFn: () => call(api.exportAffectedBuyers, { materialId }),
    onSuccess: ({ csv, rows }) => {
      downloadText(csv, 'shoal-recall.csv');
      showDone(words.exported(rows));
    },
    onError,
  });
  return { recall, restore, exporting };
}
