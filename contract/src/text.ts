import { z } from 'zod';

// Bidi overrides and zero-width joiners around Latin text let one string pose as another; controls break logs, and half a
// surrogate pair is no text, so no JSON that a database takes.
const disguises =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]/gu;

/** One line that a person typed: disguising characters dropped, trimmed, never empty. */
export const line = (maxLength: number) =>
  z
    .string()
    .max(maxLength * 4)
    .transform((text) => text.replace(disguises, '').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(maxLength));

// Made when it is needed: not every machine that reads this file has one.
const countGraphemes = (text: string): number =>
  [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].length;
/** A family of emoji is one sign to who types it and up to 25 code units to us. */
const UNITS_PER_GRAPHEME = 25;

/** Text with line breaks, never empty, its length as a person counts: an emoji is one, however it is put together. */
export const graphemes = (maxCount: number) =>
  paragraph(maxCount * UNITS_PER_GRAPHEME).refine(
    (text) => text !== '' && countGraphemes(text) <= maxCount,
    `1 to ${maxCount} signs`,
  );

/** Text that a person typed, with line breaks; may be empty. */
export const paragraph = (maxLength: number) =>
  z
    .string()
    .max(maxLength * 4)
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(disguises, '').trim())
    .pipe(z.string().max(maxLength));
