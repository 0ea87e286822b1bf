import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
const watchdog = join(dirname(fileURLToPath(import.meta.url)), 'watchdog.mjs');

/**
 * The command line that runs a command so that it gets `signal` when its parent dies, however that happens: through the
 * kernel where there is setpriv, else through a watchdog that notices its standard input closing.
 */
export function diesWithParent(signal, command, args, setpriv = SETPRIV) {
  if (setpriv) return { command: setpriv, args: ['--pdeathsig', signal, command, ...args], needsPipe: false };
  return { command: process.execPath, args: [watchdog, signal, command, ...args], needsPipe: true };
}
