import { join } from 'node:path';
import { cacheDir } from '../ground/places.mjs';

/** Settings of the launcher's own, which its children do not read. */
const OURS = ['SHOAL_BRIDGED', 'SHOAL_DATA_DIR'];

/** The server's environment: what the person set, with what was found and guessed. */
export function toServerEnv(env, found) {
  return {
    ...toBase(env, found),
    DATABASE_URL: found.databaseUrl,
    HTTP_PORT: `${found.httpPort}`,
    PUBLIC_URL: found.publicUrl,
    DATA_DIR: found.dataDir,
    WEB_DIST: found.webDist,
    DEMO: found.isDemo ? 'on' : 'off',
  };
}

/** The media node's environment. */
export function toMediaEnv(env, found) {
  const base = toBase(env, found);
  // What the node must not know: it holds no records.
  delete base.DATABASE_URL;
  delete base.MIGRATION_DATABASE_URL;
  return {
    ...base,
    ...(found.trustedFile && { NODE_EXTRA_CA_CERTS: found.trustedFile }),
    SERVER_URL: found.serverUrl ?? found.localUrl,
    NODE_ID: env.NODE_ID || 'local',
    MEDIA_ADDRESS: found.mediaAddress,
    MEDIA_PORT_BASE: `${found.mediaPortBase}`,
    MEDIASOUP_WORKER_BIN: found.workerBin,
  };
}

/** The demo's environment: a client of the server, so it gets addresses and no secret. */
export function toDemoEnv(env, found) {
  return {
    ...toMediaEnv(env, found),
    CLUSTER_SECRET: undefined,
    S3_SECRET_ACCESS_KEY: undefined,
    PUBLIC_URL: found.publicUrl,
    DATA_DIR: found.dataDir,
  };
}

function toBase(env, found) {
  const base = {
    ...env,
    NODE_ENV: env.NODE_ENV || 'production',
    CLUSTER_SECRET: found.clusterSecret,
    // A child that was killed is back in two thirds of the time.
    NODE_COMPILE_CACHE: join(cacheDir(env), 'compiled'),
    STORE_DIR: env.STORE_DIR || join(found.dataDir, 'store'),
    FFMPEG_PATH: found.ffmpegPath,
    ...(found.demoDir && { DEMO_DIR: found.demoDir }),
    // The launcher turns it into readable lines.
    LOG_FORMAT: 'json',
  };
  for (const name of OURS) delete base[name];
  return base;
}
