import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { findFreePort } from '../ground/free-port.mjs';
import { GroundError } from '../ground/step.mjs';
import { diesWithParent } from '../launch/die-with-parent.mjs';
import { endLeftover } from './end-leftover.mjs';
import { initCluster, SUPERUSER } from './init-cluster.mjs';
import { preparePostgres } from './postgres-binaries.mjs';
import { findPostgresUser } from './unprivileged-user.mjs';

const READY_BOUND_MS = 60_000; // Recovery after a power cut takes its time.
const STOP_BOUND_MS = 15_000;

/** Owns a PostgreSQL server on one cluster folder. The caller holds the lock of the data directory. */
export class EmbeddedPostgres {
  /** Settles once: `undefined` when we closed it, else the reason why it ended. */
  closed;
  port;
  #child;
  #isClosing = false;
  #password;
  #lastLines = [];

  /** Makes the cluster when there is none and starts the server; `settings` are postgres parameters on top of ours. */
  static async open({ dir, password, port, settings = {} }) {
    const binaries = preparePostgres();
    const user = await findPostgresUser();
    await endLeftover(dir);
    await initCluster({ binaries, dir, user, password });
    const server = new EmbeddedPostgres(password, port ?? (await findFreePort()));
    server.#start(binaries, dir, user, settings);
    await server.#waitUntilReady();
    return server;
  }

  constructor(password, port) {
    this.#password = password;
    this.port = port;
  }

  /** The address of one of its databases, as the superuser. */
  urlOf(database) {
    return `postgres://${SUPERUSER}:${this.#password}@127.0.0.1:${this.port}/${database}`;
  }

  async createDatabase(name) {
    await withClient(this.urlOf('postgres'), async (client) => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    });
  }

  /** A fast shutdown. Safe to call twice. */
  async close() {
    this.#isClosing = true;
    this.#child.kill('SIGINT');
    const bound = setTimeout(() => this.#child.kill('SIGQUIT'), STOP_BOUND_MS);
    await this.closed;
    clearTimeout(bound);
  }

  #start(binaries, dir, user, settings) {
    const parameters = {
      listen_addresses: '127.0.0.1',
      port: this.port,
      unix_socket_directories: '',
      max_connections: 100,
      shared_buffers: '64MB',
      fsync: 'on',
      timezone: 'UTC',
      log_timezone: 'UTC',
      // Refused statements are the application's business, and it logs them.
      log_min_messages: 'fatal',
      ...settings,
    };
    const args = ['-D', dir, ...Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const wrapped = diesWithParent('INT', join(binaries, 'bin/postgres'), args);
    this.#child = spawn(wrapped.command, wrapped.args, {
      ...user,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      // A group of its own: Ctrl-C in the terminal must not end the database before those who use it.
      detached: true,
      stdio: [wrapped.needsPipe ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.#lastLines = [...this.#lastLines, ...text.trimEnd().split('\n')].slice(-10);
      });
    }
    this.closed = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('exit', (code, signal) => {
        const reason = `PostgreSQL ended with ${signal ?? `code ${code}`}: ${this.#lastLines.join(' / ')}`;
        resolve(this.#isClosing ? undefined : reason);
      });
    });
  }

  async #waitUntilReady() {
    const endsAt = Date.now() + READY_BOUND_MS;
    const ended = this.closed.then((reason) => {
      throw new GroundError(`The embedded database does not start. ${reason}`);
    });
    ended.catch(() => {}); // It is heard of in the race below, or later through `closed`.
    for (;;) {
      const answers = withClient(this.urlOf('postgres'), () => true).catch((error) => {
        if (error.code === '28P01')
          throw new GroundError('The embedded database refuses the password kept in secrets/.');
        return false;
      });
      if (await Promise.race([answers, ended])) return;
      if (Date.now() > endsAt)
        throw new GroundError(`The embedded database was not ready within ${READY_BOUND_MS / 1000} s.`);
      await wait(30);
    }
  }
}

/** Runs `act` with a connection of its own. */
export async function withClient(connectionString, act) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // A server that goes away while we wait: the query at hand says so.
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
