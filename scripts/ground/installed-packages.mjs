import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** What npm chooses builds by. */
export function readSystem() {
  const isGlibc = process.report.getReport().header.glibcVersionRuntime !== undefined;
  return { os: process.platform, cpu: process.arch, libc: isGlibc ? 'glibc' : 'musl' };
}

/** Whether node_modules holds each package of the lockfile that belongs on this system, in its version. */
export function isInstalled(dir, system) {
  const wanted = readPackages(join(dir, 'package-lock.json'));
  const present = readPackages(join(dir, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  const here = system ?? readSystem();
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    if (present[path]) return present[path].version === entry.version && present[path].resolved === entry.resolved;
    return isLeftOut(entry, here);
  });
}

/** Builds for other systems, and what only those need. */
function isLeftOut(entry, here) {
  const names = ['os', 'cpu', 'libc'].filter((name) => entry[name]);
  if (entry.optional && names.length === 0) return true;
  return names.some((name) => !fits(entry[name], here[name]));
}

function fits(oneOrMore, value) {
  const list = [oneOrMore].flat();
  if (list.includes(`!${value}`)) return false;
  return list.some((entry) => entry.startsWith('!')) || list.includes(value);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
