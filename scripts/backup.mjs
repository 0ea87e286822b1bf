// `npm run backup -- <file>`: the embedded database, the store and the secrets in one tar, also while Shoal runs.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { bridgeNode } from './ground/bridge-node.mjs';
import { failAndExit, GroundError, step } from './ground/step.mjs';

async function backup(name) {
  const { openArchiveTarget } = await import('./postgres/archive-target.mjs');
  const { writeArchive } = await import('./postgres/data-archive.mjs');
  if (!name) throw new GroundError('Name the file to write: npm run backup -- <file>');
  const file = resolve(process.env.INIT_CWD ?? '.', name);
  if (existsSync(file)) throw new GroundError(`${file} exists already: name another file.`);
  const target = await openArchiveTarget({ mayRun: true });
  const addressFile = join(target.dataDir, 'postgres.json');
  const url = target.isRunning ? JSON.parse(readFileSync(addressFile, 'utf8')).url : undefined;
  await step(url ? 'backup of the running database' : 'backup', () => writeArchive({ ...target, file, url }));
  target.release?.();
  process.stdout.write(`${file}: ${(statSync(file).size / 1e6).toFixed(0)} MB, with secrets in it\n`);
}

try {
  await bridgeNode();
  await backup(process.argv[2]);
  process.exit(0);
} catch (error) {
  failAndExit(error);
}
