import { step } from '../ground/step.mjs';
import { findRedisServer } from './find-test-programs.mjs';
import { openTestDataDir } from './test-data-dir.mjs';
import { openTestServices } from './test-services.mjs';

/** Runs `act` with an environment that names a PostgreSQL and a Redis, which end with it. @returns what it returned */
export async function withServices(act) {
  const redisServer = await step('Redis', findRedisServer);
  const dataDir = openTestDataDir();
  const services = await step('PostgreSQL and Redis', (progress) => openTestServices(dataDir, progress));
  try {
    return await act({ ...process.env, ...services.env, REDIS_SERVER_PATH: redisServer });
  } finally {
    await services.close();
  }
}
