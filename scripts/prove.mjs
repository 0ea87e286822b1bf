// `npm run prove -- [name…]`: the proofs of server/proofs, and those with a picture, at full length. `npm test` runs the same
// files, shorter.
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
  const { findOptionalEngines, findOptionalSwarm, findPrograms } = await import('./testing/test-environment.mjs');
  const chosen = choose(names);
  const isWithPicture = chosen.some(([project]) => project === 'timed');
  const programs = isWithPicture
    ? { ...(await findPrograms()), ...(await findOptionalSwarm()), ...(await findOptionalEngines()) }
    : {};
  return withServices(async (env) => {
    let unproven = 0;
    // One after the other: each wants both cores.
    for (const [project, file] of chosen) {
      const { failed, passed } = await runVitest([project], [file], { ...env, ...programs, PROOF_SIZE: 'long' });
      if (passed + failed === 0) process.stderr.write(`${file}: no test was executed\n`);
      if (passed === 0 || failed > 0) unproven += 1;
    }
    return unproven === 0 ? 0 : 1;
  });
}

/** @returns for each name vitest's project and file; all of them when none is named */
function choose(names) {
  const known = new Map([['duplicates', ['web', 'src/live/show-log.test.ts']]]);
  for (const [project, folder] of [
    ['node', 'server/proofs'],
    ['timed', 'e2e/proofs'],
  ]) {
    for (const file of readdirSync(join(cloneDir, folder))) {
      if (file.endsWith(ENDING)) known.set(file.slice(0, -ENDING.length), [project, `${folder}/${file}`]);
    }
  }
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new GroundError(`There is no proof ${unknown.join(', ')}: ${[...known.keys()].join(', ')}.`);
  return (names.length > 0 ? names : [...known.keys()]).map((name) => known.get(name));
}

try {
  if (!isBridged()) await step('packages', installPackages);
  await bridgeNode();
  process.exit(await prove(process.argv.slice(2)));
} catch (error) {
  failAndExit(error);
}
