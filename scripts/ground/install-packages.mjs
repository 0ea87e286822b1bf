import { existsSync, realpathSync } from 'node:fs';
import process from 'node:process';
import { fetchNode } from './fetch-node.mjs';
import { findOnPath } from './find-on-path.mjs';
import { isInstalled } from './installed-packages.mjs';
import { cloneDir } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { GroundError } from './step.mjs';

const NETWORK = /ENOTFOUND|ETIMEDOUT|ECONNRESET|ECONNREFUSED|EAI_AGAIN|ERR_SOCKET|network|502|503|504/i;
const NPM_CI = 'ci --ignore-scripts --no-audit --no-fund --loglevel=http';

/** Makes node_modules what the lockfile says, or leaves it alone when it already is. Install scripts never run. */
export async function installPackages(progress) {
  if (isInstalled(cloneDir)) return 'already there';
  try {
    await runNpmCi(progress);
  } catch (error) {
    if (!NETWORK.test(error.output ?? '')) throw explain(error);
    progress('the network failed, once more');
    await runNpmCi(progress).catch((again) => {
      throw explain(again);
    });
  }
  if (isInstalled(cloneDir)) return undefined;
  throw new GroundError(
    'npm left out packages that this system needs: update npm, remove node_modules and start again.',
  );
}

async function runNpmCi(progress) {
  const npm = findNpm();
  const node = await fetchNode(npm);
  // flock, which every Debian has, keeps two starts from writing one node_modules; the second finds it done.
  const unlessThere = `"$0" scripts/ground/is-installed.mjs || exec "$1" "$2" ${NPM_CI}`;
  const shell = ['sh', '-c', unlessThere, process.execPath, node, npm];
  const command = existsSync('/usr/bin/flock') ? ['flock', '--no-fork', '-w', '900', cloneDir, ...shell] : shell;
  let fetched = 0;
  const onLine = (line) => {
    if (line.includes('http fetch')) fetched += 1;
  };
  const ticking = setInterval(() => progress(`${fetched} packages fetched`), 1_000);
  try {
    await runCommand(command[0], command.slice(1), { cwd: cloneDir, onLine });
  } finally {
    clearInterval(ticking);
  }
}

/** npm's own script, to be run by a Node of our choice. */
function findNpm() {
  const npm = process.env.npm_execpath || findOnPath(['npm']);
  if (npm) return realpathSync(npm);
  throw new GroundError('npm is missing: install it (Debian: apt-get install npm).');
}

function explain(error) {
  if (error instanceof GroundError) return error;
  const cause = (error.output ?? error.message)
    .split('\n')
    .filter((line) => /^npm (error|ERR)/.test(line))
    .slice(0, 4)
    .join('\n');
  return new GroundError(
    `npm could not install the packages: check that this machine reaches its npm registry, then start again.\n${cause || error.message}`,
  );
}
