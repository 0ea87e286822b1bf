import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Of this run alone, and where the database's own user can reach it: a folder that mkdtemp makes is closed to it. */
export function openTestDataDir() {
  const dataDir = join(tmpdir(), `shoal-test-${process.pid}`);
  mkdirSync(dataDir, { mode: 0o711 });
  process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1)); // The services die with us.
  return dataDir;
}
