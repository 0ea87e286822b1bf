/** A sentence and where it stands, in UTF-16 units: `text.slice(start, end) === sentence`. */
export type Sentence = { sentence: string; start: number; end: number };

// A dot ends a sentence only before a blank or the end, so that 1.5 and v2.0 stay whole.
const SENTENCE = /(?:[^。！？!?；;\n.]|\.(?=\S))+(?:[。！？!?；;]+|\.(?=\s|$))?["”’」』)）]*/gu;

/** The sentences of a text in order, without the blanks around them. */
export function splitSentences(text: string): Sentence[] {
  return [...text.matchAll(SENTENCE)].flatMap(({ 0: raw, index }) => {
    const sentence = raw.trim();
    if (!/[\p{L}\p{N}]/u.test(sentence)) return [];
    const start = index + raw.indexOf(sentence);
    return [{ sentence, start, end: start + sentence.length }];
  });
}
