import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { findFreePort } from '../ground/free-port.mjs';
import { keepSecret } from '../ground/keep-secret.mjs';
import { GroundError } from '../ground/step.mjs';
import { diesWithParent } from '../launch/die-with-parent.mjs';
import { choosePlace } from '../postgres/cluster-place.mjs';
import { EmbeddedPostgres } from '../postgres/embedded-postgres.mjs';
import { findPostgresUser } from '../postgres/unprivileged-user.mjs';
import { findRedisServer } from './find-test-programs.mjs';

const REDIS_READY_MS = 10_000;

/**
 * A PostgreSQL and a Redis for tests, in one data directory of their own; addresses that the environment names are used
 * as they are.
 * @returns `{ env, close }`, env holding TEST_DATABASE_URL and TEST_REDIS_URL
 */
export async function openTestServices(dataDir, progress) {
  mkdirSync(dataDir, { recursive: true });
  const opened = [];
  const env = {};
  if (process.env.TEST_DATABASE_URL) env.TEST_DATABASE_URL = process.env.TEST_DATABASE_URL;
  else {
    const postgres = await EmbeddedPostgres.open({
      dir: choosePlace(dataDir, await findPostgresUser()),
      password: keepSecret(dataDir, 'postgres-password'),
      settings: { max_connections: 300 },
    });
    opened.push(postgres);
    env.TEST_DATABASE_URL = postgres.urlOf('postgres');
  }
  env.TEST_REDIS_URL = process.env.TEST_REDIS_URL ?? process.env.REDIS_URL;
  if (!env.TEST_REDIS_URL) {
    const redis = await openRedis(join(dataDir, 'redis'), progress);
    opened.push(redis);
    env.TEST_REDIS_URL = redis.url;
  }
  const close = async () => {
    for (const service of opened.reverse()) await service.close();
  };
  return { env, close };
}

/** A Redis that keeps nothing on disk. */
async function openRedis(dir, progress) {
  const binary = await findRedisServer(progress);
  mkdirSync(dir, { recursive: true });
  const port = await findFreePort();
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir];
  const wrapped = diesWithParent('TERM', binary, [...settings, '--daemonize', 'no']);
  const stdin = wrapped.needsPipe ? 'pipe' : 'ignore';
  const child = spawn(wrapped.command, wrapped.args, { detached: true, stdio: [stdin, 'ignore', 'ignore'] });
  const exited = once(child, 'exit');
  const endsAt = Date.now() + REDIS_READY_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > endsAt)
      throw new GroundError(`Redis (${binary}) does not start for the tests.`);
    await wait(30);
  }
  const close = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url: `redis://127.0.0.1:${port}`, close };
}

async function accepts(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
