import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The folder of a data directory's cluster: inside it, unless the user that PostgreSQL runs as cannot reach it there
 * (a clone under root's home, say); then under /var/lib/shoal, named after the data directory.
 */
export function choosePlace(dataDir, user, canEnter = canOthersEnter) {
  const inside = join(resolve(dataDir), 'postgres');
  if (!user || parentsOf(inside).every(canEnter)) return inside;
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12);
  return join('/var/lib/shoal', name, 'postgres');
}

function parentsOf(path) {
  const parents = [];
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    parents.push(dir);
    if (dir === dirname(dir)) return parents;
  }
}

function canOthersEnter(dir) {
  const stat = statSync(dir, { throwIfNoEntry: false });
  return stat === undefined || (stat.mode & 0o001) !== 0; // What does not exist yet, we create so that it can be entered.
}
