import { createCanvas, loadImage } from '@napi-rs/canvas';
import jsQr from 'jsqr';

// The package is CommonJS: under Node its default export is the module.
const decode = ((jsQr as { default?: unknown }).default ?? jsQr) as typeof import('jsqr').default;

/** What a camera reads of a whole poster, as the file stands on a phone. @throws when there is no code in it */
export async function readPosterQr(path: string): Promise<string> {
  const picture = await loadImage(path);
  const { height, width } = picture;
  const ink = createCanvas(width, height).getContext('2d');
  ink.drawImage(picture, 0, 0);
  const found = decode(ink.getImageData(0, 0, width, height).data, width, height);
  if (!found) throw new Error(`no QR can be read in ${path}, ${width}x${height}`);
  return found.data;
}
