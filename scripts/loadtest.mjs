// `npm run loadtest -- <scenario> --shopkeepers 10000`: a school of k6's against a server of its own.
import process from 'node:process';
import { bridgeNode, isBridged } from './ground/bridge-node.mjs';
import { installPackages } from './ground/install-packages.mjs';
import { failAndExit, step } from './ground/step.mjs';

try {
  if (!isBridged()) await step('packages', installPackages);
  await bridgeNode();
  const { loadtest } = await import('./loadtest/loadtest.mjs');
  process.exit(await loadtest(process.argv.slice(2)));
} catch (error) {
  failAndExit(error);
}
