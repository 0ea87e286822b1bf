import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cacheDir, cloneDir } from './places.mjs';
import { runCommand } from './run-command.mjs';

/** The first Node that strips types by itself and has what our packages ask for. */
export const NEEDED_MAJOR = 24;

export function isNewEnough(version = process.versions.node) {
  return Number(version.split('.')[0]) >= NEEDED_MAJOR;
}

/**
 * A Node that may install the packages: under an older one npm silently leaves out optional packages whose `engines`
 * want a newer, and with them the native parts of the build tools. Fetched as the lockfile pins it, into the cache.
 */
export async function fetchNode(npm) {
  const name = `node-linux-${process.arch}`;
  const lock = JSON.parse(readFileSync(join(cloneDir, 'package-lock.json'), 'utf8'));
  const entry = lock.packages[`node_modules/${name}`];
  if (isNewEnough() || !entry || process.platform !== 'linux') return process.execPath;
  const dir = join(cacheDir(), `node-${entry.version}-${process.arch}`);
  const binary = join(dir, 'node_modules', name, 'bin/node');
  if (existsSync(binary)) return binary;
  const part = `${dir}.${process.pid}.part`;
  mkdirSync(part, { recursive: true });
  const dependencies = { [name]: entry.version };
  const { optional: _, ...pinned } = entry;
  const packages = { '': { name: 'node', dependencies }, [`node_modules/${name}`]: pinned };
  writeFileSync(join(part, 'package.json'), JSON.stringify({ name: 'node', private: true, dependencies }));
  writeFileSync(
    join(part, 'package-lock.json'),
    JSON.stringify({ name: 'node', lockfileVersion: 3, requires: true, packages }),
  );
  await runCommand(process.execPath, [npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: part });
  rmSync(dir, { recursive: true, force: true });
  renameSync(part, dir);
  return binary;
}
