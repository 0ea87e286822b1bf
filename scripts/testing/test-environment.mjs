import { findFfmpeg } from '../ground/find-ffmpeg.mjs';
import { GroundError, step } from '../ground/step.mjs';
import { findK6 } from '../loadtest/find-k6.mjs';
import { findWorker } from '../mediasoup-worker/find-worker.mjs';
import { ensureChineseFont, findChromium } from './find-test-programs.mjs';
import { openTestServices } from './test-services.mjs';

/**
 * Everything real that tests run against, and where they find it.
 * @returns `{ env, close }`: TEST_DATABASE_URL, TEST_REDIS_URL, MEDIASOUP_WORKER_BIN, FFMPEG_PATH, CHROMIUM_PATH
 */
export async function prepareTestEnvironment(dataDir) {
  const ffmpeg = await step('ffmpeg', findFfmpeg);
  const chromium = await step('Chromium', findChromium);
  await step('Chinese font', ensureChineseFont);
  const worker = await step('mediasoup worker', findWorker);
  await step('k6', findOptionalK6);
  const services = await openStep(dataDir);
  const programs = { MEDIASOUP_WORKER_BIN: worker, FFMPEG_PATH: ffmpeg, CHROMIUM_PATH: chromium };
  return { env: { ...services.env, ...programs }, close: services.close };
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

function openStep(dataDir) {
  return step('PostgreSQL and Redis for the tests', (progress) => openTestServices(dataDir, progress));
}
