// `npm run dev:services`: the databases that tests need, for running single tests by hand. Prints what to export, stays
// in the foreground and ends with Ctrl-C.
import { join } from 'node:path';
import process from 'node:process';
import { bridgeNode, isBridged } from './ground/bridge-node.mjs';
import { installPackages } from './ground/install-packages.mjs';
import { cacheDir } from './ground/places.mjs';
import { failAndExit, step } from './ground/step.mjs';

async function openServices() {
  const { nameHolder, tryLock } = await import('./ground/hold-lock.mjs');
  const { GroundError } = await import('./ground/step.mjs');
  const dataDir = join(cacheDir(), 'dev-services');
  const { holder, release } = tryLock(dataDir);
  if (!release) throw new GroundError(`The test services already run: ${nameHolder(holder)}.`);
  const { prepareTestEnvironment } = await import('./testing/test-environment.mjs');
  const { env, close } = await prepareTestEnvironment(dataDir);
  for (const [name, value] of Object.entries(env)) process.stdout.write(`export ${name}='${value}'\n`);
  const end = () => {
    clearInterval(alive);
    close().then(() => process.exit(0), failAndExit);
  };
  const alive = setInterval(() => {}, 60_000);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

try {
  if (!isBridged()) await step('packages', installPackages);
  await bridgeNode();
  await openServices();
} catch (error) {
  failAndExit(error);
}
