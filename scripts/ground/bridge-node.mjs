import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { diesWithParent } from '../launch/die-with-parent.mjs';
import { isNewEnough, NEEDED_MAJOR } from './fetch-node.mjs';
import { cloneDir } from './places.mjs';
import { GroundError } from './step.mjs';

/** Whether we are what an older Node started in its place. */
export function isBridged() {
  return process.env.SHOAL_BRIDGED === process.execPath;
}

/** The Node that runs everything: the one npm installed, pinned by the lockfile, else this one when it is new enough. */
export function findNode() {
  const installed = join(cloneDir, `node_modules/node-linux-${process.arch}/bin/node`);
  if (process.platform === 'linux' && existsSync(installed)) return installed;
  if (isNewEnough()) return process.execPath;
  throw new GroundError(
    `Node ${NEEDED_MAJOR} is needed and npm carries none for ${process.platform} ${process.arch}: install Node ${NEEDED_MAJOR} or newer.`,
  );
}

/**
 * Resolves in a Node that is new enough; in an older one, runs the same script again under the right Node and ends
 * with its exit code.
 */
export async function bridgeNode() {
  const node = findNode();
  if (node === process.execPath || isBridged()) return;
  const wrapped = diesWithParent('TERM', node, process.argv.slice(1));
  const child = spawn(wrapped.command, wrapped.args, {
    stdio: [wrapped.needsPipe ? 'pipe' : 'inherit', 'inherit', 'inherit'],
    env: { ...process.env, SHOAL_BRIDGED: node },
  });
  // The terminal sends Ctrl-C to both of us; a plain kill reaches only this one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  await new Promise(() => {
    child.once('exit', (code) => process.exit(code === null ? 1 : code));
  });
}
