import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the demo has made so far: written before each act that cannot be repeated, so a killed seed goes on. */
export type DemoState = {
  passwords: Record<string, string>;
  /** Ids by the story's keys. */
  ids: Record<string, string>;
};

/** A JSON file that only its owner can read, replaced whole. */
export function openDemoState(file: string): { state: DemoState; save: () => void } {
  const state = read(file) ?? { passwords: {}, ids: {} };
  const save = () => writePrivate(file, state);
  return { state, save };
}

/** Writes JSON that only the owner can read; never half a file. */
export function writePrivate(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function read(file: string): DemoState | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoState; // Ours alone: nobody else writes it.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
