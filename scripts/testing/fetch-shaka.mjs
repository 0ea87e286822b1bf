import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { takeTurn } from '../ground/hold-lock.mjs';
import { cacheDir } from '../ground/places.mjs';
import { runCommand } from '../ground/run-command.mjs';
import { GroundError } from '../ground/step.mjs';

const VERSION = '5.2.12';
const IN_PACKAGE = 'package/dist/shaka-player.compiled.js';
const FETCH_BOUND_MS = 120_000;

/**
 * Shaka Player, which a test plays our lists with: from our cache, else from the package registry. It is no dependency,
 * since its 86 MB would then come with every `npm start`.
 * @returns the script's path
 * @throws GroundError when it cannot be had
 */
export async function fetchShaka(progress, env = process.env) {
  if (env.SHAKA_PLAYER_PATH) return env.SHAKA_PLAYER_PATH;
  const dir = join(cacheDir(env), 'shaka-player', VERSION);
  const script = join(dir, 'shaka-player.compiled.js');
  if (existsSync(script)) return script;
  const release = await takeTurn(dir, 'fetch', progress);
  const work = join(dir, 'work');
  try {
    if (existsSync(script)) return script;
    mkdirSync(work, { recursive: true });
    progress(`fetching Shaka Player ${VERSION}`);
    const bounds = { cwd: work, env, timeoutMs: FETCH_BOUND_MS };
    await runCommand('npm', ['pack', `shaka-player@${VERSION}`, '--silent'], bounds);
    await runCommand('tar', ['-xzf', `shaka-player-${VERSION}.tgz`, IN_PACKAGE], bounds);
    renameSync(join(work, IN_PACKAGE), script);
    return script;
  } catch (error) {
    throw new GroundError(`Shaka Player ${VERSION} could not be fetched.\n${error.output ?? error.message}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
    release();
  }
}
