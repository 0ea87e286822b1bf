import type { catalog } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { SaidWords } from '../../platform/said-words.ts';
import { markWords } from './mark-words.ts';

/** The texts as they may be shown at this moment, in the order given: without the sentences that nothing proves any more. */
export async function keepProven(db: Db, said: readonly SaidWords[], now: Date): Promise<string[]> {
  const marks = await markWords(db, said, now);
  return said.map(({ text }, at) => leaveOut(text, marks[at] ?? []));
}

function leaveOut(text: string, marks: readonly catalog.ClaimMark[]): string {
  if (marks.length === 0) return text;
  const rest = marks.toReversed().reduce((left, { end, start }) => left.slice(0, start) + left.slice(end), text);
  return rest
    .replace(/ {2,}/g, ' ')
    .replace(/\n[ \n]*\n/g, '\n\n')
    .trim();
}
