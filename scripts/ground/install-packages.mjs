import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cloneDir } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { GroundError } from './step.mjs';

const NETWORK = /ENOTFOUND|ETIMEDOUT|ECONNRESET|ECONNREFUSED|EAI_AGAIN|ERR_SOCKET|network|502|503|504/i;

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
  return undefined;
}

/** Whether node_modules holds each package of the lockfile that belongs on this system, in its version. */
export function isInstalled(dir, system = { os: process.platform, cpu: process.arch }) {
  const wanted = readPackages(join(dir, 'package-lock.json'));
  const present = readPackages(join(dir, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    if (present[path]) return present[path].version === entry.version && present[path].resolved === entry.resolved;
    return entry.optional === true || !fits(entry.os, system.os) || !fits(entry.cpu, system.cpu);
  });
}

async function runNpmCi(progress) {
  // flock, which every Debian has, keeps two starts from writing one node_modules.
  const npmCi = 'npm ci --ignore-scripts --no-audit --no-fund --loglevel=http';
  const unlessThere = `"$0" scripts/ground/is-installed.mjs || exec ${npmCi}`;
  const shell = ['sh', '-c', unlessThere, process.execPath];
  const command = existsSync('/usr/bin/flock') ? ['flock', '-w', '900', cloneDir, ...shell] : shell;
  let fetched = 0;
  const onLine = (line) => {
    if (line.includes('http fetch')) fetched += 1;
    progress(`${fetched} packages fetched`);
  };
  const ticking = setInterval(() => progress(`${fetched} packages fetched`), 1_000);
  try {
    await runCommand(command[0], command.slice(1), { cwd: cloneDir, onLine });
  } finally {
    clearInterval(ticking);
  }
}

function explain(error) {
  const cause = (error.output ?? error.message)
    .split('\n')
    .filter((line) => line.startsWith('npm error') || line.startsWith('npm ERR'))
    .slice(0, 4)
    .join('\n');
  return new GroundError(
    `npm could not install the packages: check that this machine reaches its npm registry, then start again.\n${cause || error.message}`,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function fits(list, value) {
  if (!list) return true;
  return list.includes(`!${value}`) ? false : list.some((entry) => entry.startsWith('!')) || list.includes(value);
}
