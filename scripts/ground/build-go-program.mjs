import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from './find-on-path.mjs';
import { takeTurn } from './hold-lock.mjs';
import { cacheDir } from './places.mjs';
import { runCommand } from './run-command.mjs';
import { GroundError } from './step.mjs';

const NEEDED_GO = [1, 25];
export const NEEDED_GO_TEXT = NEEDED_GO.join('.');
const BUILD_BOUND_MS = 600_000;

/** Where a program that we built ourselves lies. */
export const toGoProgramPath = ({ name, version }, env) => join(cacheDir(env), name, version, name);

/**
 * Builds a Go program into the cache, once for all clones of a user: the fixed version of a published one, or one of our
 * own in `sourceDir`, whose version is a hash of its source.
 * @throws GroundError with what Go said
 */
export async function buildGoProgram({ go, program, env, progress }) {
  const { name, packagePath, sourceDir, version } = program;
  const cached = toGoProgramPath(program, env);
  const dir = join(cached, '..');
  const release = await takeTurn(dir, 'build', progress);
  try {
    if (existsSync(cached)) return cached;
    progress(`building ${name} ${version}, about a minute and a half`);
    const workDir = join(dir, 'work');
    mkdirSync(workDir, { recursive: true });
    await runCommand(go, ['install', sourceDir ? '.' : `${packagePath}@${version}`], {
      cwd: sourceDir ?? workDir,
      env: { ...env, GOBIN: workDir, GOTOOLCHAIN: 'local', GOFLAGS: '' },
      onLine: (line) => progress(line.slice(0, 60)),
      timeoutMs: BUILD_BOUND_MS,
    });
    renameSync(join(workDir, name), cached);
    return cached;
  } catch (error) {
    throw new GroundError(`${name} ${version} could not be built by ${go}.\n${error.output ?? error.message}`);
  } finally {
    release();
  }
}

/** A Go that is new enough, or undefined. */
export async function findGo(env) {
  const go = findOnPath(['go'], `${env.PATH ?? ''}:/usr/local/go/bin`);
  const said = go ? await runCommand(go, ['version'], { env: { ...env, GOTOOLCHAIN: 'local' } }).catch(() => '') : '';
  return isNewEnoughGo(said) ? go : undefined;
}

/** Whether `go version` names a Go that can build our programs. */
export function isNewEnoughGo(said) {
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(said) ?? [];
  if (major === undefined) return false;
  return Number(major) > NEEDED_GO[0] || (Number(major) === NEEDED_GO[0] && Number(minor) >= NEEDED_GO[1]);
}
