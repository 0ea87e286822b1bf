import type { catalog } from '@shoal/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { useDraft } from '../../hooks/use-draft.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';
import { useForgetClaims } from './use-claim-cards.ts';

export type ClaimDraft = {
  text: string;
  productId: string | null;
  picture: catalog.Picture | null;
  url: string;
  ownerName: string;
  /** A day as the browser's field has it, `2027-01-31`; empty when none is chosen. */
  expiresOn: string;
};
type Missing = Partial<Record<'text' | 'document' | 'ownerName' | 'expiresOn', string>>;
/** What a new card starts from. */
export type ClaimPreset = Partial<Pick<ClaimDraft, 'text' | 'productId'>>;

const empty: ClaimDraft = { text: '', productId: null, picture: null, url: '', ownerName: '', expiresOn: '' };
const two = (part: number) => String(part).padStart(2, '0');

/** The day of a moment, where the browser is. */
export function toDayInput(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The last moment of a day, where the browser is. */
export const toEndOfDay = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString();

const toDraft = ({ expiresAt, ownerName, picture, product, text, url }: catalog.ClaimCard): ClaimDraft => ({
  text,
  productId: product?.productId ?? null,
  picture,
  url: url ?? '',
  ownerName,
  expiresOn: toDayInput(expiresAt),
});

export type ClaimFormOptions = {
  brandId: string;
  /** Null writes a new one. */
  card: catalog.ClaimCard | null;
  preset?: ClaimPreset;
  onDone: (saved: catalog.ClaimCard) => void;
};

/** A claim card being written or changed. */
export function useClaimCardForm({ brandId, card, onDone, preset }: ClaimFormOptions) {
  const words = useWords().claims;
  const toWords = useFailureWords();
  const forget = useForgetClaims(brandId);
  const [cardId] = useState(() => card?.cardId ?? randomUuid()); // Kept through retries: twice writes one card.
  const [draft, setDraft] = useDraft<ClaimDraft>(`claim.${card?.cardId ?? brandId}`, () =>
    card ? toDraft(card) : { ...empty, ...preset },
  );
  const [refusals, setRefusals] = useState(0);
  const { isPending, mutate } = useMutation({
    mutationFn: () => {
      const { expiresOn, ownerName, picture, productId, text, url } = draft;
      const proof = { pictureId: picture?.pictureId ?? null, url: url.trim() || null };
      return call(api.putClaimCard, {
        brandId,
        cardId,
        productId,
        text,
        ownerName,
        expiresAt: toEndOfDay(expiresOn),
        ...proof,
      });
    },
    onSuccess: (saved) => {
      void forget();
      showDone(words.saved);
      onDone(saved);
    },
    onError: (error) => showFailure(toWords(error)),
  });
  const found = findMissing(draft, words);
  const save = () => {
    if (Object.keys(found).length === 0) mutate();
    else setRefusals(refusals + 1);
  };
  const change = (part: Partial<ClaimDraft>) => setDraft((before) => ({ ...before, ...part }));
  // Told once saving was refused, and no longer than it is so.
  return { change, draft, isPending, missing: refusals > 0 ? found : {}, refusals, save };
}

type Needs = Record<'needText' | 'needDocument' | 'needOwner' | 'needExpires', string>;
const findMissing = ({ expiresOn, ownerName, picture, text, url }: ClaimDraft, words: Needs): Missing => ({
  ...(!text.trim() && { text: words.needText }),
  ...(!picture && !/^https:\/\/.+\..+/.test(url.trim()) && { document: words.needDocument }),
  ...(!ownerName.trim() && { ownerName: words.needOwner }),
  ...(!expiresOn && { expiresOn: words.needExpires }),
});
