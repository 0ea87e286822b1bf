import { readFileSync } from 'node:fs';
import { runCommand } from '../ground/run-command.mjs';
import { GroundError } from '../ground/step.mjs';

const NAME = 'shoal';

/**
 * Whom PostgreSQL runs as: `undefined` (ourselves) unless we are root, then the system user `shoal`, made when missing.
 * initdb wants a name behind its uid, so a number alone would not do.
 */
export async function findPostgresUser() {
  if (process.getuid?.() !== 0) return undefined;
  const known = readUser(NAME);
  if (known) return known;
  await runCommand('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    NAME,
  ]).catch(() => undefined);
  const user = readUser(NAME) ?? readUser('postgres') ?? readUser('nobody');
  if (!user)
    throw new GroundError(`PostgreSQL must not run as root: create a user for it with "useradd --system ${NAME}".`);
  return user;
}

function readUser(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
