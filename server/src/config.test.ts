import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const enough = { DATABASE_URL: 'postgres://localhost/shoal', CLUSTER_SECRET: 'x'.repeat(32) };

test('readConfig() names every variable that is missing or wrong', () => {
  const read = () =>
    readConfig({ HTTP_PORT: 'eighty', PUBLIC_URL: 'ftp://x', CLUSTER_SECRET: 'short', TRUST_PROXY: 'true' });

  expect(read).toThrow(/DATABASE_URL: is not set/);
  expect(read).toThrow(/HTTP_PORT: .*\n/);
  expect(read).toThrow(/PUBLIC_URL: /);
  expect(read).toThrow(/CLUSTER_SECRET: at least 32 characters/);
  expect(read).toThrow(/TRUST_PROXY/);
});

test('readConfig() has no default for a secret and takes an empty variable for an unset one', () => {
  expect(() => readConfig({ ...enough, CLUSTER_SECRET: '' })).toThrow(/CLUSTER_SECRET: is not set/);
  expect(readConfig({ ...enough, REDIS_URL: '' }).redisUrl).toBeUndefined();
});

test('readConfig() wants certificate and key together', () => {
  expect(() => readConfig({ ...enough, TLS_CERT_FILE: '/c.pem' })).toThrow(
    /TLS_KEY_FILE: TLS_CERT_FILE and TLS_KEY_FILE/,
  );
});

test('readConfig() turns secure rules on by the public URL alone', () => {
  expect(readConfig(enough).isSecure).toBe(false);
  expect(readConfig({ ...enough, PUBLIC_URL: 'https://shop.example/path' })).toMatchObject({
    isSecure: true,
    publicUrl: 'https://shop.example',
  });
});

test('readConfig() takes a fault point for tests alone', () => {
  const at = (FAULT_POINT: string, NODE_ENV = 'test') => readConfig({ ...enough, FAULT_POINT, NODE_ENV }).fault;

  expect(at('after_commit')).toEqual({ point: 'after_commit', times: 1 });
  expect(at('before_commit:3')).toEqual({ point: 'before_commit', times: 3 });
  expect(readConfig(enough).fault).toBeUndefined();
  expect(() => at('after_commit', 'production')).toThrow(/FAULT_POINT: kills the server/);
  for (const wrong of ['after', 'after_commit:', 'after_commit:0', 'x:after_commit']) {
    expect(() => at(wrong), wrong).toThrow(/FAULT_POINT: one of/);
  }
});

test('readConfig() takes the proxies that are trusted, and refuses to trust all', () => {
  expect(readConfig({ ...enough, TRUST_PROXY: 'loopback, 10.0.0.0/8' }).trustedProxies).toEqual([
    'loopback',
    '10.0.0.0/8',
  ]);
  expect(() => readConfig({ ...enough, TRUST_PROXY: '*' })).toThrow(/TRUST_PROXY/);
});
