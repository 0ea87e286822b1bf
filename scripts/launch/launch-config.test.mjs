import { describe, expect, test } from 'vitest';
import { toLaunchConfig } from './launch-config.mjs';

const address = (ip) => ({ family: 'IPv4', internal: false, address: ip });
const interfaces = {
  lo: [{ family: 'IPv4', internal: true, address: '127.0.0.1' }],
  docker0: [address('172.17.0.1')],
  eth1: [address('203.0.113.5')],
  wlan0: [address('192.168.1.20'), { family: 'IPv6', internal: false, address: 'fe80::1' }],
};
const given = (env, seen = interfaces) => toLaunchConfig(env, { cloneDir: '/clone', interfaces: seen });

describe('toLaunchConfig()', () => {
  test('guesses an address that a phone in the same network reaches', () => {
    expect(given({}).publicUrl).toBe('http://192.168.1.20:3000');
    expect(given({ HTTP_PORT: '8080' }).publicUrl).toBe('http://192.168.1.20:8080');
  });

  test('announces every local address for media', () => {
    expect(given({}).mediaAddress).toBe('192.168.1.20,203.0.113.5,172.17.0.1,127.0.0.1');
  });

  test('falls back to localhost without a network', () => {
    expect(given({}, {}).publicUrl).toBe('http://localhost:3000');
  });

  test('is https when it has a certificate, and wants its key', () => {
    expect(given({ TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b' }).publicUrl).toBe('https://192.168.1.20:3000');
    expect(() => given({ TLS_CERT_FILE: 'a' })).toThrow('belong together');
  });

  test('seeds the demo only into the embedded database', () => {
    expect(given({}).isDemo).toBe(true);
    expect(given({ DEMO: 'off' }).isDemo).toBe(false);
    expect(given({ DEMO: 'on', DATABASE_URL: 'postgres://db/shoal' }).isDemo).toBe(false);
  });

  test('names the setting that makes no sense', () => {
    expect(() => given({ HTTP_PORT: 'http' })).toThrow('HTTP_PORT');
    expect(() => given({ PUBLIC_URL: 'shop' })).toThrow('PUBLIC_URL');
  });
});
