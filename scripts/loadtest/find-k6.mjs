import { existsSync } from 'node:fs';
import process from 'node:process';
import { buildGoProgram, findGo, NEEDED_GO_TEXT, toGoProgramPath } from '../ground/build-go-program.mjs';
import { findOnPath, isExecutable } from '../ground/find-on-path.mjs';
import { GroundError } from '../ground/step.mjs';

export const K6_VERSION = 'v1.8.1';
const K6 = { name: 'k6', packagePath: 'go.k6.io/k6', version: K6_VERSION };

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
  const cached = toGoProgramPath(K6, env);
  const found = findOnPath(['k6'], env.PATH) ?? (existsSync(cached) ? cached : undefined);
  if (found) return found;
  const go = await findGo(env);
  if (!go) {
    throw new GroundError(
      `k6 is missing: put k6 1.6 or newer on the PATH, name it in K6_PATH, or install Go ${NEEDED_GO_TEXT} or newer, and it is built here (go install ${K6.packagePath}@${K6_VERSION}).`,
    );
  }
  return buildGoProgram({ go, program: K6, env, progress });
}
