import type { SKRSContext2D } from '@napi-rs/canvas';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
// What must not begin a line: closing and separating marks.
const CLOSING = /^[，。！？、：；）》」』”’…,.!?:;)\]%]/u;
const HANGING = /[，。！？、：；）》」』”’…,.!?:;)\]%]+$/u;
const CJK = /\p{Script=Han}/u;

/** Breaks text into lines that fit; the last one ends with an ellipsis when there was more. */
export function wrapText(
  context: Pick<SKRSContext2D, 'measureText'>,
  text: string,
  { maxLines, maxWidth }: { maxWidth: number; maxLines: number },
): string[] {
  const lines: string[] = [''];
  for (const piece of toPieces(text)) {
    const current = lines.at(-1) ?? '';
    const isFitting = context.measureText(current + piece).width <= maxWidth;
    if (isFitting || current === '' || CLOSING.test(piece)) lines[lines.length - 1] = current + piece;
    else lines.push(piece.trimStart());
  }
  const fitted = lines.flatMap((line) => breakLong(context, line.trim(), maxWidth)).filter(Boolean);
  if (fitted.length <= maxLines) return fitted;
  const [last = '', next = ''] = fitted.slice(maxLines - 1);
  const glue = CJK.test(last.slice(-1)) || CJK.test(next.slice(0, 1)) ? '' : ' ';
  return [...fitted.slice(0, maxLines - 1), shorten(context, `${last}${glue}${next}`, maxWidth)];
}

/** Han text may break after every character, other text between words. */
const toPieces = (text: string): string[] =>
  [...words.segment(text.replace(/\s+/g, ' '))].flatMap(({ segment }) =>
    CJK.test(segment) ? [...graphemes.segment(segment)].map((part) => part.segment) : [segment],
  );

function breakLong(context: Pick<SKRSContext2D, 'measureText'>, line: string, maxWidth: number): string[] {
  // A closing mark may hang over the edge.
  if (context.measureText(line.replace(HANGING, '')).width <= maxWidth) return [line];
  const parts: string[] = [''];
  for (const { segment } of graphemes.segment(line)) {
    const current = parts.at(-1) ?? '';
    if (context.measureText(current + segment).width <= maxWidth) parts[parts.length - 1] = current + segment;
    else parts.push(segment);
  }
  return parts;
}

/** Takes characters from the end until the line fits with an ellipsis. */
function shorten(context: Pick<SKRSContext2D, 'measureText'>, line: string, maxWidth: number): string {
  const parts = [...graphemes.segment(line)].map(({ segment }) => segment);
  while (parts.length > 1 && context.measureText(`${parts.join('')}…`).width > maxWidth) parts.pop();
  return `${parts.join('').trimEnd()}…`;
}
