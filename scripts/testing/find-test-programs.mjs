import process from 'node:process';
import { ensurePackages } from '../ground/debian-packages.mjs';
import { findOnPath, isExecutable } from '../ground/find-on-path.mjs';
import { runCommand } from '../ground/run-command.mjs';
import { GroundError } from '../ground/step.mjs';

/** The Chromium that the browser tests drive: CHROMIUM_PATH, the system's, Debian's package when we are root. */
export async function findChromium(progress, env = process.env) {
  return findProgram({
    variable: 'CHROMIUM_PATH',
    given: env.CHROMIUM_PATH,
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    package: 'chromium',
    progress,
  });
}

/** The Redis server that the tests start on a port of their own. */
export async function findRedisServer(progress, env = process.env) {
  return findProgram({
    variable: 'REDIS_SERVER_PATH',
    given: env.REDIS_SERVER_PATH,
    names: ['redis-server', 'valkey-server'],
    package: 'redis-server',
    progress,
  });
}

/** A font with Chinese characters, so that pictures taken by the tests show words and not boxes. */
export async function ensureChineseFont(progress) {
  const fonts = await runCommand('fc-list', [':lang=zh', 'family']).catch(() => '');
  if (fonts.trim() === '')
    await ensurePackages(['fontconfig', 'fonts-noto-cjk'], 'A Chinese font for the tests', progress);
}

async function findProgram({ variable, given, names, package: debianPackage, progress }) {
  if (given) {
    if (isExecutable(given)) return given;
    throw new GroundError(`${variable} names ${given}, which cannot be run.`);
  }
  const found = findOnPath(names);
  if (found) return found;
  await ensurePackages([debianPackage], `${names[0]} (for the tests)`, progress);
  const installed = findOnPath(names, '/usr/bin:/usr/sbin');
  if (!installed) throw new GroundError(`${names[0]} is missing for the tests: install it, or name it in ${variable}.`);
  return installed;
}
