// `npm start`: everything from a bare clone to the running system. Until the bridge this is plain JavaScript that
// Debian's own Node understands.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { bridgeNode, isBridged } from './ground/bridge-node.mjs';
import { installPackages } from './ground/install-packages.mjs';
import { cloneDir } from './ground/places.mjs';
import { failAndExit, step } from './ground/step.mjs';

try {
  if (!isBridged()) await step('packages', installPackages);
  await bridgeNode();
  const settings = join(cloneDir, '.env');
  // What the environment says goes before the file.
  if (existsSync(settings)) process.loadEnvFile(settings);
  const { launch } = await import('./launch/launch.mjs');
  process.exit(await launch(process.env));
} catch (error) {
  failAndExit(error);
}
