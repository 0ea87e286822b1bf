import { existsSync } from 'node:fs';
import process from 'node:process';
import { runCommand } from './run-command.mjs';
import { GroundError } from './step.mjs';

const LOCK_WAIT = 'DPkg::Lock::Timeout=300';
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
let areListsFresh = false;

/** Whether we may install Debian packages here: apt and root. */
export function canInstallPackages() {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

/** The names among these that dpkg does not have installed. */
export async function findMissingPackages(names) {
  const missing = [];
  for (const name of names) {
    const status = await runCommand('dpkg-query', ['-s', name]).catch(() => '');
    if (!status.includes('install ok installed')) missing.push(name);
  }
  return missing;
}

/**
 * Installs what is missing of these Debian packages; the package lists are fetched once per run.
 * @throws GroundError naming the packages when we are not root, or have no apt, or apt fails
 */
export async function ensurePackages(names, purpose, progress = () => {}) {
  if (!existsSync('/usr/bin/dpkg-query')) {
    throw new GroundError(
      `${purpose} is missing, and this system has no apt: install the likes of ${names.join(' ')}.`,
    );
  }
  const missing = await findMissingPackages(names);
  if (missing.length === 0) return;
  const byHand = `apt-get install ${missing.join(' ')}`;
  if (!canInstallPackages()) throw new GroundError(`${purpose} needs Debian packages; as root, run: ${byHand}`);
  const onLine = (line) => progress(line.replace(/\s+/g, ' ').slice(0, 60));
  try {
    if (!areListsFresh) await runCommand('apt-get', ['-o', LOCK_WAIT, 'update'], { env, onLine });
    areListsFresh = true;
    const args = ['-y', '--no-install-recommends', '-o', LOCK_WAIT, 'install', ...missing];
    await runCommand('apt-get', args, { env, onLine });
  } catch (error) {
    throw new GroundError(
      `${purpose} needs Debian packages that apt could not install: ${byHand}\n${error.output ?? error}`,
    );
  }
}
