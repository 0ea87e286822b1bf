// `npm run restore -- <file>`: puts a backup in the place of the data directory's contents, with Shoal stopped. What
// was there is set aside.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { bridgeNode } from './ground/bridge-node.mjs';
import { failAndExit, GroundError, step } from './ground/step.mjs';

async function restore(name) {
  const { openArchiveTarget } = await import('./postgres/archive-target.mjs');
  const { readArchive } = await import('./postgres/data-archive.mjs');
  if (!name) throw new GroundError('Name the backup: npm run restore -- <file>');
  const file = resolve(process.env.INIT_CWD ?? '.', name);
  if (!existsSync(file)) throw new GroundError(`${file} does not exist.`);
  const target = await openArchiveTarget({ mayRun: false });
  const setAsideName = `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  let aside;
  await step('restore', async () => {
    aside = await readArchive({ ...target, file, setAsideName });
  });
  target.release();
  process.stdout.write(aside ? `What was there before lies in ${aside}; delete it when all is well.\n` : '');
}

try {
  await bridgeNode();
  await restore(process.argv[2]);
  process.exit(0);
} catch (error) {
  failAndExit(error);
}
