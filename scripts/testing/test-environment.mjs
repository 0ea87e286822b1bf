import { findFfmpeg } from '../ground/find-ffmpeg.mjs';
import { GroundError, step } from '../ground/step.mjs';
import { findK6 } from '../loadtest/find-k6.mjs';
import { findSwarm } from '../loadtest/find-swarm.mjs';
import { findWorker } from '../mediasoup-worker/find-worker.mjs';
import { fetchShaka } from './fetch-shaka.mjs';
import { findFirefox } from './find-firefox.mjs';
import { ensureChineseFont, findChromium } from './find-test-programs.mjs';
import { findWebKit } from './find-webkit.mjs';
import { openTestS3 } from './test-s3.mjs';
import { openTestServices } from './test-services.mjs';

/**
 * Everything real that tests run against, and where they find it.
 * @returns `{ env, close }`: TEST_DATABASE_URL, TEST_REDIS_URL, MEDIASOUP_WORKER_BIN, FFMPEG_PATH, CHROMIUM_PATH, and
 * TEST_S3_URL, SHAKA_PLAYER_PATH and SWARM_PATH where those can be had
 */
export async function prepareTestEnvironment(dataDir) {
  const programs = await findPrograms();
  await optional('k6', findK6);
  const swarm = await findOptionalSwarm();
  const services = await openStep(dataDir);
  const s3 = await optional('S3 server', (progress) => openTestS3(dataDir, progress));
  const close = async () => {
    await s3?.close();
    await services.close();
  };
  const shaka = await optional('Shaka Player', fetchShaka);
  const player = shaka && { SHAKA_PLAYER_PATH: shaka };
  return { env: { ...services.env, ...programs, ...swarm, ...s3?.env, ...player }, close };
}

/** @returns MEDIASOUP_WORKER_BIN, FFMPEG_PATH, CHROMIUM_PATH: what a test with a real picture needs */
export async function findPrograms() {
  const ffmpeg = await step('ffmpeg', findFfmpeg);
  const chromium = await step('Chromium', findChromium);
  await step('Chinese font', ensureChineseFont);
  const worker = await step('mediasoup worker', findWorker);
  return { MEDIASOUP_WORKER_BIN: worker, FFMPEG_PATH: ffmpeg, CHROMIUM_PATH: chromium };
}

/** SWARM_PATH. What is measured with viewers who are no browsers is skipped without it, and says why. */
export async function findOptionalSwarm() {
  const swarm = await optional('swarm of viewers', findSwarm);
  return swarm ? { SWARM_PATH: swarm } : {};
}

/** Drivers of the browser engines besides Chromium's. What is proven in one is skipped without it, and says why. */
export const findOptionalEngines = async () => ({
  ...(await optional('WebKitGTK', findWebKit)),
  ...(await optional('Firefox', findFirefox)),
});

/** What cannot be had here is left out, and the tests that want it are skipped; this says so, and why. */
async function optional(name, find) {
  try {
    return await step(name, find);
  } catch (error) {
    if (!(error instanceof GroundError)) throw error;
    await step(name, () => `skipped. ${error.message}`);
    return undefined;
  }
}

function openStep(dataDir) {
  return step('PostgreSQL and Redis for the tests', (progress) => openTestServices(dataDir, progress));
}
