import { access } from 'node:fs/promises';
import type { PictureId } from '@shoal/contract';
import sharp from 'sharp';
import { JPEG_QUALITY, type PictureWidth } from './picture-rules.ts';
import { storedPath, writeWhole } from './store-files.ts';

export type PictureFile = { path: string; type: 'image/jpeg' | 'image/png' };

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** The stored file of a picture, whichever of the two formats it has. */
export async function findPictureFile(storeDir: string, id: PictureId): Promise<PictureFile | undefined> {
  const jpeg = storedPath(storeDir, 'pictures', `${id}.jpg`);
  if (await isThere(jpeg)) return { path: jpeg, type: 'image/jpeg' };
  const png = storedPath(storeDir, 'pictures', `${id}.png`);
  return (await isThere(png)) ? { path: png, type: 'image/png' } : undefined;
}

/** Makes widths of stored pictures when they are first asked for; the same one is made once at a time. */
export function createPictureSizes(): (file: PictureFile, width: PictureWidth) => Promise<PictureFile> {
  const underWay = new Map<string, Promise<void>>();
  return async (file, width) => {
    const path = file.path.replace(/\.(jpg|png)$/, `.w${width}.$1`);
    if (await isThere(path)) return { ...file, path };
    const making = underWay.get(path) ?? makeWidth(file, path, width).finally(() => underWay.delete(path));
    underWay.set(path, making);
    await making;
    return { ...file, path };
  };
}

async function makeWidth(file: PictureFile, path: string, width: number): Promise<void> {
  const smaller = sharp(file.path, { failOn: 'error' }).resize({ width, withoutEnlargement: true });
  const encoded =
    file.type === 'image/png' ? smaller.png() : smaller.jpeg({ quality: JPEG_QUALITY, progressive: true });
  await writeWhole(path, await encoded.toBuffer());
}
