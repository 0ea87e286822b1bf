import type { catalog } from '@shoal/contract';
import type { ReactNode } from 'react';
import { CallFailure } from '../api/call-failure.ts';
import { useMarkWords } from './use-failure-words.ts';

/** Says at a field which of its sentences claims what nothing proves, marked; nothing once that sentence is changed. */
export function useUnproven(error: unknown): (text: string) => ReactNode {
  const toWords = useMarkWords();
  const marks = error instanceof CallFailure ? error.marks : [];
  const bySentence = new Map(marks.map((mark) => [mark.sentence, mark]));
  return (text) => {
    const found = [...bySentence.values()].filter(({ sentence }) => text.includes(sentence));
    return found.length > 0
      ? found.map((mark, at) => [at > 0 && ' ', <Marked key={mark.sentence} mark={mark} said={toWords(mark)} />])
      : undefined;
  };
}

function Marked({ mark, said }: { mark: catalog.ClaimMark; said: string }) {
  const quoted = `“${mark.sentence}”`;
  const [before, after] = said.split(quoted);
  return (
    <span>
      {before}
      <mark>{quoted}</mark>
      {after}
    </span>
  );
}
