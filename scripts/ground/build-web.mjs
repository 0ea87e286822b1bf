import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { takeTurn } from './hold-lock.mjs';
import { cloneDir } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { GroundError } from './step.mjs';

const FOLDERS = ['web', 'contract'];
const LEFT_OUT = new Set(['node_modules', 'dist', 'testing']);

/** Builds the pages unless `web/dist` was made from these very sources. */
export async function buildWeb(progress, dir = cloneDir) {
  const webDir = join(dir, 'web');
  const stampFile = join(webDir, 'dist/.sources');
  const stamp = toSourceStamp(dir);
  const isBuilt = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isBuilt()) return 'already built';
  const release = await takeTurn(join(dir, '.cache'), 'web-build', progress);
  try {
    if (isBuilt()) return 'already built';
    const vite = join(dir, 'node_modules/vite/bin/vite.js');
    const onLine = (line) => progress(line.trim().slice(0, 60));
    await runCommand(process.execPath, [vite, 'build'], { cwd: webDir, onLine, timeoutMs: 300_000 });
    writeFileSync(stampFile, stamp);
  } catch (error) {
    throw new GroundError(`The web pages do not build.\n${error.output ?? error.message}`);
  } finally {
    release();
  }
  return undefined;
}

/** One hash over every file that the pages are made from, names and contents. */
export function toSourceStamp(dir) {
  const hash = createHash('sha256');
  for (const path of ['package-lock.json', ...FOLDERS.flatMap((folder) => listFiles(dir, folder)).sort()]) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(dir, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(dir, path) {
  return readdirSync(join(dir, path), { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : listFiles(dir, child);
    return entry.isFile() && !entry.name.includes('.test.') ? [child] : [];
  });
}
