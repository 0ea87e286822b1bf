import { LONG_LIST } from '../ui/matches-search.ts';
import { useWords } from './use-words.ts';

/** What a choice of many has besides: it is searched by typing, and says when nothing fits. */
export function useLongSelect(choices: readonly unknown[]) {
  const { console: words } = useWords();
  return choices.length >= LONG_LIST ? { searchable: true, nothingFoundMessage: words.nothingFound } : {};
}
