/** From how many entries on a list is looked through with a search field. */
export const LONG_LIST = 12;

/** Case, accents and full-width letters make no difference. */
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word of the search stands somewhere in the text; nothing searched for stands in all of them. */
export function matchesSearch(text: string, search: string): boolean {
  const folded = fold(text);
  return fold(search)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
