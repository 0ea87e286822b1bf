import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that is either absent or whole, also after a crash: temporary name, flushed, then renamed. */
export async function writeDurably(path: string, bytes: Buffer | string): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await flushFolder(dirname(path));
}

/** Adds one line and flushes it; a crash leaves at most a torn last line. */
export async function appendLineDurably(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o640);
  try {
    await file.writeFile(`${line}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
