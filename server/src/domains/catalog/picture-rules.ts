import { MAX_PICTURE_PIXELS } from '@shoal/contract';

/** Widths that a client may ask for with `?w=`. */
export const PICTURE_WIDTHS = [96, 320, 750, 1280] as const;
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];

/** The longest side of what is stored. */
export const MAX_STORED_SIDE = 2_560;
export const JPEG_QUALITY = 82;
export const MAX_PIXELS = MAX_PICTURE_PIXELS;

const startsWith = (bytes: Uint8Array, at: number, magic: readonly number[]) =>
  magic.every((byte, index) => bytes[at + index] === byte);

/** What the bytes say they are, whatever the sender called them. */
export function findPictureType(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | undefined {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  const isRiff = startsWith(bytes, 0, [0x52, 0x49, 0x46, 0x46]);
  return isRiff && startsWith(bytes, 8, [0x57, 0x45, 0x42, 0x50]) ? 'webp' : undefined;
}

/** The width that a query asks for; undefined for the whole picture, or for a width that we do not make. */
export const findWidth = (text: unknown): PictureWidth | undefined =>
  PICTURE_WIDTHS.find((width) => String(width) === text);
