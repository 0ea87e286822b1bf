import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The clone's own folder. */
export const cloneDir = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What is costly to make and shared by all clones of one user; safe to delete. */
export function cacheDir(env = process.env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'shoal');
}
