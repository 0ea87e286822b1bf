import type { catalog } from '@shoal/contract';
import { keepRecent } from '../../platform/keep-recent.ts';
import { enLexicon, zhLexicon } from './claim-lexicon.ts';
import { foldCopy } from './fold-copy.ts';

export type FoundClaims = { kinds: readonly catalog.ClaimKind[]; words: readonly string[] };

const lexicons = [zhLexicon, enLexicon];
const toPattern = (sources: readonly string[]) => new RegExp(sources.join('|'), 'gu');
// Copy mixes languages, so both are looked for in every sentence.
const innocent = toPattern(lexicons.flatMap((lexicon) => lexicon.innocent));
const claims = lexicons.flatMap((lexicon) =>
  Object.entries(lexicon.claims).map(([kind, sources]) => ({
    kind: kind as catalog.ClaimKind, // The keys are kinds.
    pattern: toPattern(sources),
  })),
);

/** Of these many sentences it is known what they claim: every page and poster reads the same ones again and again. */
const MAX_KNOWN = 5_000;
const known = keepRecent<FoundClaims>(MAX_KNOWN, () => 1);

/** What a sentence claims, and by which of its words; nothing for most sentences. */
export function findClaims(sentence: string): FoundClaims {
  const before = known.get(sentence);
  if (before) return before;
  const rest = foldCopy(sentence).replace(innocent, '\n');
  const found = claims.flatMap(({ kind, pattern }) => [...rest.matchAll(pattern)].map(([word]) => ({ kind, word })));
  const read = { kinds: unique(found.map(({ kind }) => kind)), words: unique(found.map(({ word }) => word)) };
  known.set(sentence, read);
  return read;
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
