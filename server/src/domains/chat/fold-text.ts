const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]/gu;
const betweenHan = /(?<=\p{Script=Han})[^\p{L}\p{N}]+(?=\p{Script=Han})/gu;

/** A text as listed words are sought in it: without case, width, invisible characters, accents, or gaps between Chinese characters. */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replace(ignorable, '').toLowerCase().normalize('NFKC').replace(betweenHan, '').trim();

/** Whether one of the words, folded before, stands in the text. */
export function hitsWord(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const folded = foldText(text);
  return words.some((word) => folded.includes(word));
}
