import { z } from 'zod';

// Bidi overrides and zero-width joiners around Latin text let one string pose as another; controls break logs.
const disguises = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** One line that a person typed: disguising characters dropped, trimmed, never empty. */
export const line = (maxLength: number) =>
  z
    .string()
    .max(maxLength * 4)
    .transform((text) => text.replace(disguises, '').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(maxLength));

/** Text that a person typed, with line breaks; may be empty. */
export const paragraph = (maxLength: number) =>
  z
    .string()
    .max(maxLength * 4)
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(disguises, '').trim())
    .pipe(z.string().max(maxLength));
