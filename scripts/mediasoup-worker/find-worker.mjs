import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { takeTurn } from '../ground/hold-lock.mjs';
import { cacheDir, cloneDir } from '../ground/places.mjs';
import { runCommand } from '../ground/run-command.mjs';
import { GroundError } from '../ground/step.mjs';
import { buildWorker } from './build-worker.mjs';

const hereDir = dirname(fileURLToPath(import.meta.url));
const mediasoupDir = join(cloneDir, 'node_modules/mediasoup');
const RECIPE = ['build-worker.mjs', 'fetch-libsrtp.mjs', 'precompiled.hpp', 'prepare-source.mjs'];
const DOWNLOAD_BOUND_MS = 15_000;

/**
 * The worker that mediasoup shall run: the one that is named, else the one in the cache, else mediasoup's own prebuilt
 * download, else built here. What goes into the cache has passed the proof. One process builds, others wait for it.
 * @throws GroundError
 */
export async function findWorker(progress, env = process.env) {
  if (env.MEDIASOUP_WORKER_BIN) {
    if (existsSync(env.MEDIASOUP_WORKER_BIN)) return env.MEDIASOUP_WORKER_BIN;
    throw new GroundError(`MEDIASOUP_WORKER_BIN names ${env.MEDIASOUP_WORKER_BIN}, which does not exist.`);
  }
  const dir = join(cacheDir(env), 'mediasoup-worker', toCacheKey());
  const cached = join(dir, 'mediasoup-worker');
  if (existsSync(cached)) return cached;
  const release = await takeTurn(dir, 'build', progress);
  try {
    if (existsSync(cached)) return cached;
    const prebuilt = await downloadPrebuilt(progress);
    if (prebuilt && (await isProven(prebuilt))) return store(prebuilt, cached);
    const workDir = join(dir, 'work');
    const built = await buildWorker(join(mediasoupDir, 'worker'), workDir, progress);
    await proveWorker(built);
    store(built, cached);
    rmSync(workDir, { recursive: true, force: true });
    return cached;
  } finally {
    release();
  }
}

/** @throws GroundError with what the proof said */
export async function proveWorker(workerBin) {
  try {
    await runCommand(process.execPath, [join(hereDir, 'prove-worker.mjs'), workerBin], { timeoutMs: 30_000 });
  } catch (error) {
    throw new GroundError(`The mediasoup worker ${workerBin} fails its proof: ${error.output ?? error.message}`);
  }
}

async function isProven(workerBin) {
  return proveWorker(workerBin).then(
    () => true,
    () => false,
  );
}

/** mediasoup's own way, bounded: a closed network lets it hang. */
async function downloadPrebuilt(progress) {
  const binary = join(mediasoupDir, 'worker/out/Release/mediasoup-worker');
  progress('trying the prebuilt download');
  // Its fallback would build with pip and downloads: a Python that does not exist stops it there.
  const env = { ...process.env, PYTHON: '/nonexistent', MEDIASOUP_WORKER_BIN: '' };
  const options = { cwd: mediasoupDir, env, timeoutMs: DOWNLOAD_BOUND_MS };
  await runCommand(process.execPath, ['npm-scripts.mjs', 'postinstall'], options).catch(() => {});
  return existsSync(binary) ? binary : undefined;
}

/** Copy, then rename: nobody ever sees half a binary. */
function store(binary, cached) {
  mkdirSync(dirname(cached), { recursive: true });
  copyFileSync(binary, `${cached}.part`);
  renameSync(`${cached}.part`, cached);
  return cached;
}

/** mediasoup's version, the system, the processor, and everything that decides how it is built. */
export function toCacheKey() {
  const { version } = JSON.parse(readFileSync(join(mediasoupDir, 'package.json'), 'utf8'));
  const recipe = createHash('sha256');
  for (const file of [...RECIPE.map((name) => join(hereDir, name)), ...listFiles(join(hereDir, 'shims'))]) {
    recipe.update(file.slice(hereDir.length)).update(readFileSync(file));
  }
  return `${version}-${readSystem()}-${process.arch}-${recipe.digest('hex').slice(0, 12)}`;
}

function listFiles(dir) {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function readSystem() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const read = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? 'unknown';
  return `${read('ID')}${read('VERSION_ID')}`;
}
