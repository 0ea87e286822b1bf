import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { buildGoProgram, findGo, NEEDED_GO_TEXT, toGoProgramPath } from '../ground/build-go-program.mjs';
import { findOnPath } from '../ground/find-on-path.mjs';
import { findFreePort } from '../ground/free-port.mjs';
import { GroundError } from '../ground/step.mjs';
import { diesWithParent } from '../launch/die-with-parent.mjs';

const VERSITYGW = { name: 'versitygw', packagePath: 'github.com/versity/versitygw/cmd/versitygw', version: 'v1.8.0' };
const READY_MS = 10_000;
const [ACCESS_KEY, SECRET_KEY] = ['shoal-tests', 'only-the-tests-know-it'];

/**
 * A real S3 server for tests, over a folder; one that TEST_S3_URL names is used as it is.
 * @returns `{ env, close }`, env holding TEST_S3_URL with the keys as user and password
 * @throws GroundError saying how to get one
 */
export async function openTestS3(dataDir, progress, env = process.env) {
  if (env.TEST_S3_URL) return { env: { TEST_S3_URL: env.TEST_S3_URL }, close: async () => {} };
  const binary = await findS3Server(progress, env);
  const dir = join(dataDir, 's3');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const port = await findFreePort();
  const wrapped = diesWithParent('TERM', binary, ['--quiet', '--port', `127.0.0.1:${port}`, 'posix', dir]);
  const child = spawn(wrapped.command, wrapped.args, {
    detached: true,
    stdio: [wrapped.needsPipe ? 'pipe' : 'ignore', 'ignore', 'ignore'],
    env: { ...env, ROOT_ACCESS_KEY: ACCESS_KEY, ROOT_SECRET_KEY: SECRET_KEY },
  });
  const exited = once(child, 'exit');
  const endsAt = Date.now() + READY_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > endsAt)
      throw new GroundError(`${binary} does not start for the tests.`);
    await wait(30);
  }
  const close = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { env: { TEST_S3_URL: `http://${ACCESS_KEY}:${SECRET_KEY}@127.0.0.1:${port}` }, close };
}

async function findS3Server(progress, env) {
  const cached = toGoProgramPath(VERSITYGW, env);
  const found = findOnPath(['versitygw'], env.PATH) ?? (existsSync(cached) ? cached : undefined);
  if (found) return found;
  const go = await findGo(env);
  if (go) return buildGoProgram({ go, program: VERSITYGW, env, progress });
  throw new GroundError(
    `versitygw is missing: install Go ${NEEDED_GO_TEXT} or newer, and it is built here (go install ${VERSITYGW.packagePath}@${VERSITYGW.version}).`,
  );
}

const answers = (port) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
