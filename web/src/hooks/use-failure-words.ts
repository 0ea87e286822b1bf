import type { catalog } from '@shoal/contract';
import { CallFailure, type FailureCode, toFailureCode } from '../api/call-failure.ts';
import { useWords } from './use-words.ts';

/** Turns whatever was thrown into the sentence for it. */
export function useFailureWords(): (error: unknown) => string {
  const words = useWords();
  const toMarkWords = useMarkWords();
  return (error) => {
    const code: FailureCode = toFailureCode(error);
    if (code === 'offline') return words.common.noAnswer;
    const [mark] = error instanceof CallFailure ? error.marks : [];
    if (mark) return toMarkWords(mark);
    // A newer server may know codes that this page does not.
    return words.errors[code] ?? words.errors['server.unexpected'];
  };
}

/** Turns a sentence that claims what nothing proves into the words for it. */
export function useMarkWords(): (mark: catalog.ClaimMark) => string {
  const { claims } = useWords();
  return (mark) => claims.refused(mark.sentence, toReason(mark, claims));
}

/** Words beside a material have no card of their own that could be linked. */
const besideMaterials = /^(?:account|brand|faq|inquiry|segment|shop|show)\./;

const toReason = ({ field, reason }: catalog.ClaimMark, words: ReturnType<typeof useWords>['claims']): string =>
  reason === 'no_card' && besideMaterials.test(field) ? words.unproven : words.reason[reason];
