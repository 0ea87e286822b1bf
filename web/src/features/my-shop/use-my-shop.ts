import type { RouteResponse, shops } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { isUnproven } from '../../api/call-failure.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';
import { type Draft, moveItem, toDraft, toItems } from './shop-draft.ts';

export type MyShop = RouteResponse<typeof shops.getMyShop>;
export type Candidate = MyShop['candidates'][number];

/** Her shop, and what she could take into it. */
export const useMyShop = () =>
  useQuery<MyShop>({ queryKey: queryKeys.myShop, queryFn: ({ signal }) => call(api.getMyShop, {}, signal) });

/** Her arrangement as it stands on the screen, and saving it. What comes into the shop meanwhile joins at its end. */
export function useArrangement(shop: MyShop) {
  const { own } = useWords().shops;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [edited, setEdited] = useState<Draft | null>(null);
  const draft = edited ?? toDraft(shop);
  const items = toItems(shop, draft);
  const save = useMutation({
    mutationFn: () =>
      call(api.arrangeShop, {
        welcome: draft.welcome,
        items: items.map(({ isHidden, note, productId }) => ({ productId, note, isHidden })),
      }),
    onSuccess: (saved) => {
      client.setQueryData(queryKeys.myShop, saved);
      setEdited(null);
      showDone(own.saved);
    },
    onError: (error) => {
      if (!isUnproven(error)) showFailure(toWords(error)); // The form names the sentence.
    },
  });
  return {
    items,
    welcome: draft.welcome,
    isEdited: edited !== null,
    isSaving: save.isPending,
    error: save.error,
    save: () => save.mutate(),
    setWelcome: (welcome: string) => setEdited({ ...draft, welcome }),
    change: (productId: string, change: { note?: string; isHidden?: boolean }) =>
      setEdited({
        ...draft,
        items: items.map((item) => (item.productId === productId ? { ...item, ...change } : item)),
      }),
    move: (productId: string, by: -1 | 1) => setEdited({ ...draft, items: moveItem(items, productId, by) }),
  };
}

/** Takes a product into the shop: it gets a link of hers, the same however often she asks. */
export function usePick({ materialId, name, showId }: Candidate, onPicked: (said: string) => void) {
  const { own } = useWords().shops;
  const toWords = useFailureWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.createShare, { showId, materialId }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.myShop });
      onPicked(own.picked(name));
    },
    onError: (error) => showFailure(toWords(error)),
  });
}
