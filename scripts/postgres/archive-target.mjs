import { existsSync, mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { nameHolder, tryLock } from '../ground/hold-lock.mjs';
import { cloneDir } from '../ground/places.mjs';
import { GroundError } from '../ground/step.mjs';
import { toLaunchConfig } from '../launch/launch-config.mjs';
import { choosePlace } from './cluster-place.mjs';
import { endLeftover } from './end-leftover.mjs';
import { findPostgresUser } from './unprivileged-user.mjs';

/**
 * What backup and restore work on: the data directory that `npm start` would use. Held while nothing runs there; a
 * running one is accepted when `mayRun`.
 * @throws GroundError when the database is not ours, or runs and must not
 */
export async function openArchiveTarget({ mayRun }) {
  const settings = join(cloneDir, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const config = toLaunchConfig(process.env, { cloneDir, interfaces: networkInterfaces() });
  if (config.databaseUrl) {
    throw new GroundError(
      'DATABASE_URL names a database of your own: use pg_dump and pg_restore, and copy the store beside it.',
    );
  }
  mkdirSync(config.dataDir, { recursive: true });
  const user = await findPostgresUser();
  const target = { dataDir: config.dataDir, clusterDir: choosePlace(config.dataDir, user), user };
  const { holder, release } = tryLock(config.dataDir);
  if (release) {
    await endLeftover(target.clusterDir);
    return { ...target, release, isRunning: false };
  }
  if (mayRun) return { ...target, isRunning: true };
  throw new GroundError(`Shoal is running on ${config.dataDir} (${nameHolder(holder)}): stop it first.`);
}
