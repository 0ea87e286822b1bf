import { expect, test } from 'vitest';
import { toMediaEnv, toServerEnv } from './child-env.mjs';

const found = {
  dataDir: '/data',
  httpPort: 3000,
  localUrl: 'http://127.0.0.1:3000',
  publicUrl: 'http://192.168.1.20:3000',
  databaseUrl: 'postgres://127.0.0.1/shoal',
  clusterSecret: 's'.repeat(43),
  isDemo: true,
  mediaPortBase: 40_000,
};

test('server and media share the secret and the store', () => {
  const [server, media] = [toServerEnv({}, found), toMediaEnv({}, found)];
  expect(server.CLUSTER_SECRET).toBe(media.CLUSTER_SECRET);
  expect([server.STORE_DIR, media.STORE_DIR]).toEqual(['/data/store', '/data/store']);
});

test('toMediaEnv() never tells media where the database is', () => {
  expect(toMediaEnv({ DATABASE_URL: 'postgres://elsewhere/db' }, found)).not.toHaveProperty('DATABASE_URL');
});

test('toMediaEnv() dials the name of the certificate and trusts it', () => {
  const env = toMediaEnv({}, { ...found, serverUrl: 'https://live.example:3000', trustedFile: '/data/trusted.pem' });
  expect(env).toMatchObject({ SERVER_URL: 'https://live.example:3000', NODE_EXTRA_CA_CERTS: '/data/trusted.pem' });
});

test('toServerEnv() keeps the launcher’s own settings from its children', () => {
  const env = toServerEnv({ SHOAL_BRIDGED: 'x', SHOAL_DATA_DIR: 'y', LOG_LEVEL: 'debug' }, found);
  expect(env).not.toHaveProperty('SHOAL_BRIDGED');
  expect(env).toMatchObject({ DATA_DIR: '/data', DEMO: 'on', LOG_LEVEL: 'debug' });
});
