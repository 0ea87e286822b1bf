import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from './install-packages.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shoal-install-'));
  mkdirSync(join(dir, 'node_modules'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (file, packages) => writeFileSync(join(dir, file), JSON.stringify({ packages }));
const linux = { os: 'linux', cpu: 'x64' };

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
