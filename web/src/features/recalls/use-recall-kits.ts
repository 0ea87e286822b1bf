import type { recalls } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { copyText } from '../../ui/copy-text.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

export type Kit = recalls.RecallKit;
/** Somebody who is about to forward it learns of the recall within so long. */
const REFRESH_MS = 30_000;

/** What she has to put right, what is open first. */
export const useRecallKits = () =>
  useQuery({
    queryKey: queryKeys.recallKits,
    queryFn: ({ signal }) => call(api.listRecallKits, {}, signal),
    select: ({ kits }) => kits,
    refetchInterval: REFRESH_MS,
  });

/** Tells the server that she saw it, copies or shares her words, and ticks it off. Each may be repeated. */
export function useKitActs({ correction, recallId, seenAt, title, url }: Kit) {
  const { kit: words } = useWords().recalls;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const message = words.message(title, correction, url);
  const tick = useMutation({
    mutationFn: (step: 'seen' | 'done') => call(api.tickRecallKit, { recallId, step }),
    onSuccess: (_, step) => {
      if (step === 'done') showDone(words.thanks);
      return client.invalidateQueries({ queryKey: queryKeys.recallKits });
    },
    onError: (error, step) => step === 'done' && showFailure(toWords(error)), // Seen is told again with the next look.
  });
  const { mutate } = tick;
  useEffect(() => {
    if (seenAt === null) mutate('seen');
  }, [mutate, seenAt]);
  const copy = async () => ((await copyText(message)) ? showDone(words.copied) : showFailure(words.copyFailed));
  const canShare = typeof navigator.share === 'function';
  const share = () => void navigator.share({ text: message }).catch(() => undefined); // She changed her mind, or it said so itself.
  return {
    message,
    copy,
    canShare,
    share,
    isTicking: tick.isPending && tick.variables === 'done',
    tickDone: () => mutate('done'),
  };
}
