// `npm run prove -- [name…]`: the proofs of server/proofs at full length. `npm test` runs the same files, shorter.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { bridgeNode, isBridged } from './ground/bridge-node.mjs';
import { installPackages } from './ground/install-packages.mjs';
import { cloneDir } from './ground/places.mjs';
import { failAndExit, GroundError, step } from './ground/step.mjs';

const ENDING = '.test.ts';

async function prove(names) {
  const { withServices } = await import('./testing/with-services.mjs');
  const { runVitest } = await import('./testing/run-vitest.mjs');
  const files = choose(names).map((name) => `server/proofs/${name}${ENDING}`);
  return withServices(async (env) => {
    let failed = 0;
    // One after the other: each wants both cores.
    for (const file of files) failed += (await runVitest(['node'], [file], { ...env, PROOF_SIZE: 'long' })).failed;
    return failed === 0 ? 0 : 1;
  });
}

function choose(names) {
  const known = readdirSync(join(cloneDir, 'server/proofs'))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new GroundError(`There is no proof ${unknown.join(', ')}: ${known.join(', ')}.`);
  return names.length > 0 ? names : known;
}

try {
  if (!isBridged()) await step('packages', installPackages);
  await bridgeNode();
  process.exit(await prove(process.argv.slice(2)));
} catch (error) {
  failAndExit(error);
}
