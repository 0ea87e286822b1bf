import { findFfmpeg } from '../ground/find-ffmpeg.mjs';
import { GroundError, step } from '../ground/step.mjs';
import { findK6 } from '../loadtest/find-k6.mjs';
import { findSwarm } from '../loadtest/find-swarm.mjs';
import { findWorker } from '../mediasoup-worker/find-worker.mjs';
import { fetchShaka } from './fetch-shaka.mjs';
import { ensureChineseFont, findChromium } from './find-test-programs.mjs';
import { openTestS3 } from './test-s3.mjs';
import { openTestServices } from './test-services.mjs';

/**
 * Everything real that tests run against, and where they find it.
 * @returns `{ env, close }`: TEST_DATABASE_URL, TEST_REDIS_URL, MEDIASOUP_WORKER_BIN, FFMPEG_PATH, CHROMIUM_PATH, and
 * TEST_S3_URL, SHAKA_PLAYER_PATH and SWARM_PATH where those can be had
 */
export async function prepareTestEnvironment(dataDir) {
  const programs = await findPrograms();
  await step('k6', findOptionalK6);
  const swarm = await findOptionalSwarm();
  const services = await openStep(dataDir);
  const s3 = await openOptionalS3(dataDir);
  const close = async () => {
    await s3?.close();
    await services.close();
  };
  const shaka = await findOptionalShaka();
  return { env: { ...services.env, ...programs, ...swarm, ...s3?.env, ...shaka }, close };
}

/** @returns MEDIASOUP_WORKER_BIN, FFMPEG_PATH, CHROMIUM_PATH: what a test with a real picture needs */
export async function findPrograms() {
  const ffmpeg = await step('ffmpeg', findFfmpeg);
  const chromium = await step('Chromium', findChromium);
  await step('Chinese font', ensureChineseFont);
  const worker = await step('mediasoup worker', findWorker);
  return { MEDIASOUP_WORKER_BIN: worker, FFMPEG_PATH: ffmpeg, CHROMIUM_PATH: chromium };
}

/** What plays in Shaka Player is skipped without it, and says why. */
async function findOptionalShaka() {
  try {
    return { SHAKA_PLAYER_PATH: await step('Shaka Player', fetchShaka) };
  } catch (error) {
    if (!(error instanceof GroundError)) throw error;
    await step('Shaka Player', () => `skipped. ${error.message}`);
    return {};
  }
}

/** The tests of the object store are skipped without it, and say why. */
async function openOptionalS3(dataDir) {
  try {
    return await step('S3 server', (progress) => openTestS3(dataDir, progress));
  } catch (error) {
    if (!(error instanceof GroundError)) throw error;
    await step('S3 server', () => `skipped. ${error.message}`);
    return undefined;
  }
}

/** The schools of k6 are skipped without it, and say why; the Node clients are not. */
async function findOptionalK6(progress) {
  try {
    return await findK6(progress);
  } catch (error) {
    if (error instanceof GroundError) return `skipped. ${error.message}`;
    throw error;
  }
}

/** SWARM_PATH. What is measured with viewers who are no browsers is skipped without it, and says why. */
export async function findOptionalSwarm() {
  try {
    return { SWARM_PATH: await step('swarm of viewers', findSwarm) };
  } catch (error) {
    if (!(error instanceof GroundError)) throw error;
    await step('swarm of viewers', () => `skipped. ${error.message}`);
    return {};
  }
}

function openStep(dataDir) {
  return step('PostgreSQL and Redis for the tests', (progress) => openTestServices(dataDir, progress));
}
