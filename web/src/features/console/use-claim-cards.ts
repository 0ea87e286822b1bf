import type { catalog } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

/** The claims of a brand with their proofs. */
export const useClaimCards = (brandId: string) =>
  useQuery({
    queryKey: queryKeys.claimCards(brandId),
    queryFn: ({ signal }) => call(api.listClaimCards, { brandId }, signal),
    select: ({ cards }) => cards,
  });

/** What pages leave out now of the words beside the brand's materials. */
export const useWithheldWords = (brandId: string) =>
  useQuery({
    queryKey: queryKeys.withheldWords(brandId),
    queryFn: ({ signal }) => call(api.listWithheldWords, { brandId }, signal),
    select: ({ words }) => words,
  });

/** What a card carries changes how materials and the words beside them stand. */
export function useForgetClaims(brandId: string) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: queryKeys.materials(brandId) });
    void client.invalidateQueries({ queryKey: queryKeys.withheldWords(brandId) });
    return client.invalidateQueries({ queryKey: queryKeys.claimCards(brandId) });
  };
}

/** Withdraws a claim, or takes that back. */
export function useWithdrawClaim(brandId: string) {
  const { claims: words, common } = useWords();
  const toWords = useFailureWords();
  const forget = useForgetClaims(brandId);
  const { mutate } = useMutation({
    mutationFn: ({ cardId, isWithdrawn }: { cardId: catalog.ClaimCard['cardId']; isWithdrawn: boolean }) =>
      call(api.withdrawClaimCard, { brandId, cardId, isWithdrawn }),
    onSuccess: (_, { cardId, isWithdrawn }) => {
      const undo = { label: common.undo, act: () => mutate({ cardId, isWithdrawn: false }) };
      if (isWithdrawn) showDone(words.withdrawn, undo);
      else showDone(words.restored);
      return forget();
    },
    onError: (error) => showFailure(toWords(error)),
  });
  return mutate;
}
