import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { findFreePort } from '../ground/free-port.mjs';
import { keepSecret } from '../ground/keep-secret.mjs';
import { cloneDir } from '../ground/places.mjs';
import { GroundError } from '../ground/step.mjs';
import { toServerEnv } from '../launch/child-env.mjs';
import { SupervisedChild } from '../launch/supervised-child.mjs';
import { waitUntilReady } from '../launch/wait-until-ready.mjs';
import { choosePlace } from '../postgres/cluster-place.mjs';
import { EmbeddedPostgres, withClient } from '../postgres/embedded-postgres.mjs';
import { findPostgresUser } from '../postgres/unprivileged-user.mjs';

const READY_BOUND_MS = 60_000;
const STOP_BOUND_MS = 20_000;
const KEPT_LINES = 40;
/** What a person or a test has set for other servers. */
const FOREIGN = /^(TEST_|VITEST|NODE_ENV$|DATABASE_URL$|REDIS_URL$|PUBLIC_URL$|HTTP_|TLS_|LOG_|METRICS_PORT$)/;

/**
 * A server as in production, supervised, with a database of its own that is gone afterwards: inside the PostgreSQL that
 * `postgresUrl` names, else in one that is started here. There is no media node.
 * @returns `{ url, databaseUrl, metricsUrl, server: { pid, kill, lastLines }, close }`
 */
export async function openOwnTarget({ pins, postgresUrl }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'shoal-load-'));
  chmodSync(dataDir, 0o711); // The database's own user must reach its folder in it.
  const closers = [() => rmSync(dataDir, { recursive: true, force: true })];
  const close = async () => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    const databaseUrl = postgresUrl
      ? await openDatabase(postgresUrl, closers)
      : await openPostgres(dataDir, pins, closers);
    return { ...(await openServer({ dataDir, databaseUrl, pins, closers })), databaseUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPostgres(dataDir, pins, closers) {
  const postgres = await EmbeddedPostgres.open({
    dir: choosePlace(dataDir, await findPostgresUser()),
    password: keepSecret(dataDir, 'postgres-password'),
  });
  closers.push(() => postgres.close());
  await postgres.createDatabase('shoal');
  await pins.moveToLoadCore(await withClient(postgres.urlOf('postgres'), readPostmasterPid));
  return postgres.urlOf('shoal');
}

/** The parent of all of the database's processes: the children that it forks from now on run where it does. */
async function readPostmasterPid(client) {
  const { rows } = await client.query("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid");
  return rows[0].pid;
}

async function openDatabase(postgresUrl, closers) {
  const name = `shoal_load_${randomBytes(6).toString('hex')}`;
  await withClient(postgresUrl, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`));
  closers.push(() =>
    withClient(postgresUrl, (client) => client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`)),
  );
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function openServer({ closers, databaseUrl, dataDir, pins }) {
  const [httpPort, metricsPort] = [await findFreePort(), await findFreePort()];
  const url = `http://127.0.0.1:${httpPort}`;
  const lastLines = [];
  const remember = (line) => lastLines.splice(0, Math.max(0, lastLines.push(line) - KEPT_LINES));
  let pid = 0;
  const child = new SupervisedChild({
    name: 'server',
    ...pins.onServerCore(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      join(cloneDir, 'server/src/main.ts'),
    ]),
    env: { ...toEnv({ databaseUrl, dataDir, httpPort, url }), METRICS_PORT: `${metricsPort}` },
    cwd: cloneDir,
    onLine: remember,
    onNotice: remember,
    onPid: (started) => {
      pid = started;
    },
  });
  child.start();
  closers.push(() => child.stop(STOP_BOUND_MS));
  const endsAt = Date.now() + READY_BOUND_MS;
  if (!(await waitUntilReady(url, () => Date.now() > endsAt || child.failuresInARow > 2))) {
    throw new GroundError(`The server does not start.\n${lastLines.join('\n')}`);
  }
  const server = { pid: () => pid, kill: () => child.kill(), lastLines: () => lastLines.join('\n') };
  return { url, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`, server };
}

function toEnv({ databaseUrl, dataDir, httpPort, url }) {
  const ours = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
  const server = toServerEnv(ours, {
    databaseUrl,
    httpPort,
    dataDir,
    publicUrl: url,
    webDist: join(cloneDir, 'web/dist'),
    isDemo: false,
    clusterSecret: keepSecret(dataDir, 'cluster-secret'),
  });
  // Each shopkeeper comes from an address of her own, which the load tool names as a proxy does.
  const load = { HTTP_HOST: '127.0.0.1', TRUST_PROXY: 'loopback', LOG_LEVEL: 'warn' };
  return { ...server, FFMPEG_PATH: ours.FFMPEG_PATH ?? '', ...load };
}
