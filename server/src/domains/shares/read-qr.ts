import type { Canvas } from '@napi-rs/canvas';
import jsQr from 'jsqr';
import type { Area } from './poster-ink.ts';

// The package is CommonJS: under Node its default export is the module.
const decode = ((jsQr as { default?: unknown }).default ?? jsQr) as typeof import('jsqr').default;

/** What a phone would read of a QR in a picture; undefined when it would read nothing. */
export function readQr(canvas: Canvas, { height, width, x, y }: Area): string | undefined {
  const { data } = canvas.getContext('2d').getImageData(x, y, width, height);
  return decode(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
}
