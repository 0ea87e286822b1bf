import { CallFailure } from '../api/call-failure.ts';
import { useMarkWords } from './use-failure-words.ts';

/** Says at a field which of its sentences claims what nothing proves; nothing once that sentence is changed. */
export function useUnproven(error: unknown): (text: string) => string | undefined {
  const toWords = useMarkWords();
  const marks = error instanceof CallFailure ? error.marks : [];
  return (text) =>
    marks
      .filter(({ sentence }) => text.includes(sentence))
      .map(toWords)
      .join(' ') || undefined;
}
