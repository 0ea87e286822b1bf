import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { findOnPath, isExecutable } from '../ground/find-on-path.mjs';
import { takeTurn } from '../ground/hold-lock.mjs';
import { cacheDir } from '../ground/places.mjs';
import { runCommand } from '../ground/run-command.mjs';
import { GroundError } from '../ground/step.mjs';

export const K6_VERSION = 'v1.8.1';
const NEEDED_GO = [1, 25];
const BUILD_BOUND_MS = 600_000;

/**
 * The k6 that runs the scenarios: K6_PATH, the PATH, our cache, else built into the cache where Go is new enough. It is a
 * program beside us and no part of Shoal.
 * @throws GroundError saying how to get it
 */
export async function findK6(progress, env = process.env) {
  if (env.K6_PATH) {
    if (isExecutable(env.K6_PATH)) return env.K6_PATH;
    throw new GroundError(`K6_PATH names ${env.K6_PATH}, which cannot be run.`);
  }
  const cached = join(cacheDir(env), 'k6', K6_VERSION, 'k6');
  const found = findOnPath(['k6'], env.PATH) ?? (existsSync(cached) ? cached : undefined);
  if (found) return found;
  const go = await findGo(env);
  if (!go) {
    throw new GroundError(
      `k6 is missing: put k6 1.6 or newer on the PATH, name it in K6_PATH, or install Go ${NEEDED_GO.join('.')} or newer, and it is built here (go install go.k6.io/k6@${K6_VERSION}).`,
    );
  }
  return buildK6({ go, cached, env, progress });
}

async function buildK6({ go, cached, env, progress }) {
  const dir = join(cached, '..');
  const release = await takeTurn(dir, 'build', progress);
  try {
    if (existsSync(cached)) return cached;
    progress(`building k6 ${K6_VERSION}, about a minute and a half`);
    const workDir = join(dir, 'work');
    mkdirSync(workDir, { recursive: true });
    await runCommand(go, ['install', `go.k6.io/k6@${K6_VERSION}`], {
      cwd: workDir,
      env: { ...env, GOBIN: workDir, GOTOOLCHAIN: 'local', GOFLAGS: '' },
      onLine: (line) => progress(line.slice(0, 60)),
      timeoutMs: BUILD_BOUND_MS,
    });
    renameSync(join(workDir, 'k6'), cached);
    return cached;
  } catch (error) {
    throw new GroundError(`k6 ${K6_VERSION} could not be built by ${go}.\n${error.output ?? error.message}`);
  } finally {
    release();
  }
}

/** A Go that is new enough, or undefined. */
async function findGo(env) {
  const go = findOnPath(['go'], `${env.PATH ?? ''}:/usr/local/go/bin`);
  const said = go ? await runCommand(go, ['version'], { env: { ...env, GOTOOLCHAIN: 'local' } }).catch(() => '') : '';
  return isNewEnoughGo(said) ? go : undefined;
}

/** Whether `go version` names a Go that can build k6. */
export function isNewEnoughGo(said) {
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(said) ?? [];
  if (major === undefined) return false;
  return Number(major) > NEEDED_GO[0] || (Number(major) === NEEDED_GO[0] && Number(minor) >= NEEDED_GO[1]);
}
