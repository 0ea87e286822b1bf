import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;

/** A fingerprint of everything that decides what one of the demo's programs makes. */
export function stampOf(program) {
  const sources = [
    join(here, '..', program),
    ...readdirSync(here)
      .sort()
      .map((name) => join(here, name)),
  ];
  const hash = createHash('sha256');
  for (const file of sources) hash.update(readFileSync(file));
  return hash.digest('hex');
}
