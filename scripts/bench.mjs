// `npm run bench -w server|media -- [name…] [--pairs N] …`: the benchmarks of a workspace, with a PostgreSQL and a Redis
// of their own. Its bench/main.ts says what there is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { bridgeNode, isBridged } from './ground/bridge-node.mjs';
import { findOnPath } from './ground/find-on-path.mjs';
import { installPackages } from './ground/install-packages.mjs';
import { cloneDir } from './ground/places.mjs';
import { runCommand } from './ground/run-command.mjs';
import { failAndExit, step } from './ground/step.mjs';

async function bench(workspace, args) {
  const { withServices } = await import('./testing/with-services.mjs');
  const { diesWithParent } = await import('./launch/die-with-parent.mjs');
  const programs = workspace === 'media' ? await findMediaPrograms() : {};
  if (workspace === 'media') {
    const { buildWeb } = await import('./ground/build-web.mjs');
    await step('web pages', buildWeb); // Some of its viewers are browsers.
  }
  await leaveFirstCore();
  return withServices(async (env) => {
    const wrapped = diesWithParent('TERM', process.execPath, [join(cloneDir, workspace, 'bench/main.ts'), ...args]);
    const stdin = wrapped.needsPipe ? 'pipe' : 'ignore';
    const child = spawn(wrapped.command, wrapped.args, {
      env: { ...env, ...programs },
      stdio: [stdin, 'inherit', 'inherit'],
    });
    const [code] = await once(child, 'exit');
    return code ?? 1;
  });
}

/** What a media node runs, and the viewers who come to it. */
async function findMediaPrograms() {
  const { findOptionalSwarm, findPrograms } = await import('./testing/test-environment.mjs');
  return { ...(await findPrograms()), ...(await findOptionalSwarm()) };
}

/** The first core is for the server under test: we, the databases and the load keep to the second. */
async function leaveFirstCore() {
  const taskset = findOnPath(['taskset'], '/usr/bin:/bin');
  if (taskset && availableParallelism() > 1) await runCommand(taskset, ['-a', '-cp', '1', String(process.pid)]);
}

try {
  if (!isBridged()) await step('packages', installPackages);
  await bridgeNode();
  const [workspace = 'server', ...args] = process.argv.slice(2);
  process.exit(await bench(workspace, args));
} catch (error) {
  failAndExit(error);
}
