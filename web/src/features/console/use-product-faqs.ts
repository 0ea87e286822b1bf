import type { questions } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { isUnproven } from '../../api/call-failure.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

type Faq = questions.FiledFaq;
type Change = { question?: string; answer?: string; isArchived?: boolean };

/** What buyers of a product are told, and what the crew does with it. */
export function useProductFaqs(productId: Faq['productId']) {
  const { common, questions: words } = useWords();
  const toWords = useFailureWords();
  const client = useQueryClient();
  const queryKey = queryKeys.faqs(productId);
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await call(api.listFaqs, { productId }, signal)).faqs,
  });
  const {
    error: failure,
    isPending,
    mutateAsync,
  } = useMutation({
    mutationFn: ({ change, faqId }: { faqId: Faq['faqId']; change: Change }) =>
      call(api.changeFaq, { productId, faqId, ...change }),
    onSuccess: () => client.invalidateQueries({ queryKey }),
    onError: (cause) => {
      if (!isUnproven(cause)) showFailure(toWords(cause)); // The form names the sentence.
    },
  });
  /** @returns whether it was done. */
  const put = ({ faqId }: Faq, change: Change) =>
    mutateAsync({ faqId, change }).then(
      () => true,
      () => false, // Said already.
    );
  return {
    data,
    error,
    failure,
    isPending,
    refetch,
    save: async (faq: Faq, change: Change) => {
      const isDone = await put(faq, change);
      if (isDone) showDone(words.console.saved);
      return isDone;
    },
    archive: async (faq: Faq) => {
      const undo = { label: common.undo, act: () => void put(faq, { isArchived: false }) };
      if (await put(faq, { isArchived: true })) showDone(words.console.archived, undo);
    },
  };
}
