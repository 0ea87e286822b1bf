import type { catalog, ProductId } from '@shoal/contract';
import { findClaims } from './find-claims.ts';
import { splitSentences } from './split-sentences.ts';

/** A card as far as it decides whether a sentence may be shown. */
export type Proof = { productId: ProductId | null; text: string; expiresAt: Date; withdrawnAt: Date | null };

export type Copy = {
  fields: readonly (readonly [catalog.CopyField, string])[];
  /** The product that the copy speaks of. */
  productId: ProductId | null;
  /** What a sentence rests on. */
  proofs: ReadonlyMap<string, Proof>;
};

// No document makes these lawful where consumers read them.
const forbidden: readonly catalog.ClaimKind[] = ['income', 'share_reward'];

/** The sentences that may not be shown at this moment, in the order of the fields. */
export function checkCopy(copy: Copy, now: Date): catalog.ClaimMark[] {
  return findClaimSentences(copy.fields).flatMap((claim) => {
    const reason = judge(claim, copy, now);
    return reason ? [{ ...claim, reason }] : [];
  });
}

export type ClaimSentence = Omit<catalog.ClaimMark, 'reason'>;

/** Every sentence that claims something, whether it is proven or not. */
export const findClaimSentences = (fields: Copy['fields']): ClaimSentence[] =>
  fields.flatMap(([field, text]) =>
    splitSentences(text).flatMap(({ end, sentence, start }) => {
      const { kinds, words } = findClaims(sentence);
      return kinds.length > 0 ? [{ field, start, end, sentence, kinds: [...kinds], words: [...words] }] : [];
    }),
  );

function judge({ kinds, sentence, words }: ClaimSentence, { productId, proofs }: Copy, now: Date) {
  if (kinds.some((kind) => forbidden.includes(kind))) return 'never_allowed';
  const proof = proofs.get(sentence);
  if (!proof) return 'no_card';
  if (proof.withdrawnAt) return 'card_withdrawn';
  if (proof.expiresAt <= now) return 'card_expired';
  if (proof.productId !== null && proof.productId !== productId) return 'other_product';
  return kinds.includes('number') && !saysNumbers(proof.text, words) ? 'number_differs' : undefined;
}

const DIGITS = /\d+(?:\.\d+)?/g;

/** A card that proves 95 % does not prove 99 %. */
function saysNumbers(cardText: string, words: readonly string[]): boolean {
  const proven = new Set(cardText.normalize('NFKC').match(DIGITS));
  return words.every((word) => (word.match(DIGITS) ?? []).every((number) => proven.has(number)));
}
