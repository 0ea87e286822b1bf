import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where a stored file lies: spread over 256 folders by the last two digits of its id, which are random. */
export const storedPath = (storeDir: string, kind: 'pictures' | 'clips', fileName: string): string =>
  join(storeDir, kind, fileName.slice(34, 36), fileName);

/** Writes a file whole or not at all: readers never see half of it, and after the answer it survives a power cut. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(draft, 'wx', 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new Error('a file could not be stored', { cause });
  }
}
