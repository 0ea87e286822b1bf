import { expect, test } from 'vitest';
import { toSourceLines } from './fetch-libsrtp.mjs';
import { wrapDirectory } from './prepare-source.mjs';

test('toSourceLines() keeps the repositories of Debian, once each', () => {
  const targets = [
    'Packages|Debian|http://mirror/debian/|bookworm|main',
    'DEP-11|Debian|http://mirror/debian/|bookworm|main',
    'Packages|Debian|http://mirror/debian/|bookworm|main',
    'Packages|Elsewhere|http://other/|stable|main',
    '',
  ].join('\n');
  expect(toSourceLines(targets)).toBe('deb-src http://mirror/debian/ bookworm main\n');
});

test('wrapDirectory() reads where meson looks before it downloads', () => {
  expect(wrapDirectory('[wrap-file]\ndirectory = libuv-v1.51.0\n', 'libuv')).toBe('libuv-v1.51.0');
});
