import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findFreePort } from '../scripts/ground/free-port.mjs';
import { until } from './harness/until.ts';

const cloneDir = dirname(dirname(fileURLToPath(import.meta.url)));
type Service = { command: string[]; environment: Record<string, string>; image?: string };
const { services } = parse(readFileSync(join(cloneDir, 'docker-compose.yml'), 'utf8')) as {
  services: Record<string, Service>;
};

let dir: string;
let databaseUrl: URL;
const children: ChildProcess[] = [];
const output: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'shoal-compose-'));
  chmodSync(dir, 0o711);
  databaseUrl = new URL(needed('TEST_DATABASE_URL'));
  const name = `compose_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: databaseUrl.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  databaseUrl.pathname = `/${name}`;
});
afterAll(async () => {
  for (const child of children.reverse()) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(dir, { recursive: true, force: true });
});

test('each service of docker-compose.yml starts with its own command and environment', async () => {
  const [httpPort, metricsPort, mediaPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const given = {
    POSTGRES_PASSWORD: 'unused',
    CLUSTER_SECRET: 'a secret of at least thirty-two characters',
    PUBLIC_URL: `http://127.0.0.1:${httpPort}`,
    MEDIA_ADDRESS: '127.0.0.1',
  };
  // What a container has of its own: addresses on the compose network, volumes, ports.
  const here = {
    DATABASE_URL: databaseUrl.href,
    REDIS_URL: needed('TEST_REDIS_URL'),
    DATA_DIR: join(dir, 'data'),
    STORE_DIR: join(dir, 'store'),
    HTTP_PORT: `${httpPort}`,
    SERVER_URL: `http://127.0.0.1:${httpPort}`,
    METRICS_PORT: `${metricsPort}`,
    MEDIA_PORT_BASE: `${mediaPort}`,
  };
  start('server', given, here);
  await until('the server is ready', () => isOk(`http://127.0.0.1:${httpPort}/readyz`), {
    timeoutMs: 30_000,
    onFail: tail,
  });
  start('media', given, here);
  await until('the media node measures', () => isOk(`http://127.0.0.1:${metricsPort}/metrics`), {
    timeoutMs: 20_000,
    onFail: tail,
  });
  await until(
    'the node is with the server',
    async () =>
      ((await (await fetch(`http://127.0.0.1:${httpPort}/readyz`)).json()) as { status: string }).status === 'ok',
    { onFail: tail },
  );
  expect(readFileSync(join(dir, 'data/setup-link.txt'), 'utf8')).toContain(given.PUBLIC_URL);
});

test.runIf(hasDockerCompose())('docker-compose config accepts the file', () => {
  const env = {
    ...process.env,
    POSTGRES_PASSWORD: 'x',
    CLUSTER_SECRET: 'x',
    PUBLIC_URL: 'http://x',
    MEDIA_ADDRESS: '127.0.0.1',
  };
  const printed = execFileSync('docker-compose', ['config', '--services'], { cwd: cloneDir, env, encoding: 'utf8' });
  expect(printed.trim().split('\n').sort()).toEqual(Object.keys(services).sort());
});

function start(name: string, given: Record<string, string>, here: Record<string, string>): void {
  const service = services[name];
  if (!service) throw new Error(`docker-compose.yml has no service ${name}`);
  const env = Object.fromEntries(
    Object.entries(service.environment).map(([key, value]) => [key, here[key] ?? fillIn(value, given)]),
  );
  const [, ...args] = service.command;
  const image = {
    NODE_ENV: 'production',
    MEDIASOUP_WORKER_BIN: needed('MEDIASOUP_WORKER_BIN'),
    FFMPEG_PATH: needed('FFMPEG_PATH'),
    WEB_DIST: join(cloneDir, 'web/dist'),
  };
  const child = spawn(process.execPath, args, { cwd: cloneDir, env: { PATH: process.env.PATH, ...image, ...env } });
  children.push(child);
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
}

/** `${NAME:?message}` as compose reads it. */
const fillIn = (value: string, given: Record<string, string>) =>
  value.replace(/\$\{(\w+):\?[^}]*\}/g, (_, name: string) => given[name] ?? '');

const isOk = async (url: string) => (await fetch(url).catch(() => undefined))?.ok ?? false;
const tail = () => output.slice(-20).join('');

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with \`npm test\``);
  return value;
}

function hasDockerCompose(): boolean {
  try {
    return execFileSync('docker-compose', ['--version'], { encoding: 'utf8' }).includes('version');
  } catch {
    return false; // Debian's package `docker-compose` brings it; it needs no engine.
  }
}
