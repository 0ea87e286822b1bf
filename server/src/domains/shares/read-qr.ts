import type { Canvas } from '@napi-rs/canvas';
import jsQr from 'jsqr';
import type { Area } from './poster-ink.ts';

// The package is CommonJS: under Node its default export is the module.
const decode = ((jsQr as { default?: unknown }).default ?? jsQr) as typeof import('jsqr').default;

/**
 * What a phone would read of a QR in a picture; undefined when it would read nothing. Half the resolution is tried first:
 * it takes half the time, and what is read there is read at the whole one.
 */
export function readQr(canvas: Canvas, { height, width, x, y }: Area): string | undefined {
  const { data } = canvas.getContext('2d').getImageData(x, y, width, height);
  return read(halve(data, width, height)) ?? read({ data, width, height });
}

type Pixels = { data: Uint8ClampedArray; width: number; height: number };

const read = ({ data, height, width }: Pixels): string | undefined =>
  decode(data, width, height, { inversionAttempts: 'dontInvert' })?.data;

/** Every second pixel of every second row. */
function halve(data: Uint8ClampedArray, fullWidth: number, fullHeight: number): Pixels {
  const [width, height] = [Math.floor(fullWidth / 2), Math.floor(fullHeight / 2)];
  const from = new Uint32Array(data.buffer, data.byteOffset, fullWidth * fullHeight);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) to[y * width + x] = from[2 * y * fullWidth + 2 * x] ?? 0;
  }
  return { data: new Uint8ClampedArray(to.buffer), width, height };
}
