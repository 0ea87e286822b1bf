import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildWeb } from '../ground/build-web.mjs';
import { findFfmpeg } from '../ground/find-ffmpeg.mjs';
import { nameHolder, tryLock } from '../ground/hold-lock.mjs';
import { keepSecret } from '../ground/keep-secret.mjs';
import { cloneDir } from '../ground/places.mjs';
import { GroundError, step } from '../ground/step.mjs';
import { findWorker } from '../mediasoup-worker/find-worker.mjs';
import { keepPostgresRunning } from '../postgres/keep-running.mjs';
import { toDemoEnv, toMediaEnv, toServerEnv } from './child-env.mjs';
import { chooseMediaPortBase, requireFreeHttpPort } from './choose-ports.mjs';
import { rememberChildren } from './end-leftovers.mjs';
import { toLaunchConfig } from './launch-config.mjs';
import { toWelcome } from './print-welcome.mjs';
import { runSystem } from './run-system.mjs';

/** What the demo prints when its links are written. */
const DEMO_READY = 'the demo is ready';

/** Brings the whole system up and stays until it is told to end. Resolves with the exit code. */
export async function launch(env) {
  const config = toLaunchConfig(env, { cloneDir, interfaces: networkInterfaces() });
  mkdirSync(config.dataDir, { recursive: true });
  const { holder, release } = tryLock(config.dataDir);
  if (!release) {
    throw new GroundError(
      `The data directory ${config.dataDir} is in use by ${nameHolder(holder)}: stop that Shoal, or set SHOAL_DATA_DIR.`,
    );
  }
  const children = rememberChildren(config.dataDir);
  children.endLeftovers();
  // Of the start before: its live show is over, and our address may be another.
  rmSync(join(config.dataDir, 'demo.json'), { force: true });
  const ffmpegPath = await step('ffmpeg', findFfmpeg);
  const workerBin = await step('mediasoup worker', findWorker);
  await step('web pages', buildWeb);
  const demoDir = config.isDemo
    ? await step('demo pictures and videos', async (progress) => {
        const { makeDemoFiles } = await import('../demo/make-demo-files.mjs'); // Draws with packages of the clone.
        return makeDemoFiles(ffmpegPath, progress);
      })
    : undefined;
  await requireFreeHttpPort(config.httpPort, config.httpHost);
  const mediaPortBase = config.mediaPortBase ?? (await chooseMediaPortBase(availableParallelism()));
  const postgres = await openDatabase(config);
  const found = {
    ...config,
    ffmpegPath,
    demoDir,
    workerBin,
    mediaPortBase,
    databaseUrl: postgres?.url ?? config.databaseUrl,
    trustedFile: config.certFile && gatherTrusted(config, env.NODE_EXTRA_CA_CERTS),
    clusterSecret: env.CLUSTER_SECRET || keepSecret(config.dataDir, 'cluster-secret'),
  };
  try {
    return await runSystem({
      children: [
        ...(config.isDemo
          ? [
              {
                name: 'demo',
                entry: join(cloneDir, 'scripts/demo/run-demo.ts'),
                env: toDemoEnv(env, found),
                welcomeOn: DEMO_READY,
              },
            ]
          : []),
        { name: 'media', entry: join(cloneDir, 'media/src/main.ts'), env: toMediaEnv(env, found) },
        { name: 'server', entry: join(cloneDir, 'server/src/main.ts'), env: toServerEnv(env, found) },
      ],
      cwd: cloneDir,
      localUrl: config.localUrl,
      logFormat: config.logFormat,
      onPid: children.onPid,
      toWelcome: () => toWelcome(config.dataDir, { ...config, isTerminal: process.stdout.isTTY === true }),
      failure: postgres?.failure,
    });
  } finally {
    await postgres?.close();
    children.forget();
    release();
  }
}

/** Our own certificate and those that the person added, in one file: Node reads one. */
function gatherTrusted({ certFile, dataDir }, added) {
  const file = join(dataDir, 'trusted.pem');
  writeFileSync(
    file,
    [certFile, added]
      .filter(Boolean)
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n'),
  );
  return file;
}

/** The embedded database, unless somebody named another. */
async function openDatabase(config) {
  if (config.databaseUrl) return undefined;
  let fail;
  const failure = new Promise((resolve) => {
    fail = resolve;
  });
  const onNotice = (notice) => process.stdout.write(`[shoal] ${notice}\n`);
  const opened = await step('PostgreSQL', async () =>
    keepPostgresRunning(config.dataDir, { onNotice, onGiveUp: fail }),
  );
  if (!opened.dir.startsWith(config.dataDir)) {
    process.stdout.write(`    the database lies in ${opened.dir}: its user cannot reach ${config.dataDir}\n`);
  }
  return { ...opened, failure };
}
