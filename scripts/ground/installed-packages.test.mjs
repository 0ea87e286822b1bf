import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from './installed-packages.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shoal-install-'));
  mkdirSync(join(dir, 'node_modules'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (file, packages) => writeFileSync(join(dir, file), JSON.stringify({ packages }));
const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' };

test('isInstalled() accepts what npm ci left, without the packages of other systems', () => {
  write('package-lock.json', {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-mac': { version: '1.0.0', optional: true, os: ['darwin'] },
  });
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  expect(isInstalled(dir, linux)).toBe(true);
});

test('isInstalled() refuses another version, a missing package and no node_modules at all', () => {
  write('package-lock.json', { 'node_modules/a': { version: '2.0.0' } });
  expect(isInstalled(dir, linux)).toBe(false);
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  expect(isInstalled(dir, linux)).toBe(false);
  write('node_modules/.package-lock.json', {});
  expect(isInstalled(dir, linux)).toBe(false);
});

test('isInstalled() refuses a native part that npm left out, unless it is for another C library', () => {
  const native = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] };
  write('node_modules/.package-lock.json', {});
  write('package-lock.json', { 'node_modules/a-linux-x64': { ...native, libc: ['glibc'] } });
  expect(isInstalled(dir, linux)).toBe(false);
  write('package-lock.json', { 'node_modules/a-linux-x64-musl': { ...native, libc: ['musl'] } });
  expect(isInstalled(dir, linux)).toBe(true);
});
