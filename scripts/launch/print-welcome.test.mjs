import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toWelcome } from './print-welcome.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shoal-welcome-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const publicUrl = 'http://192.168.1.20:3000';
const links = [
  { label: 'Studio', url: `${publicUrl}/studio/1`, who: 'Lin', accountName: 'host', password: 'secret' },
  { label: 'Room', url: `${publicUrl}/room/1` },
];

test('toWelcome() prints each link with what signs in, and a code for phones on a terminal', () => {
  writeFileSync(join(dir, 'demo.json'), JSON.stringify({ links }));
  const lines = toWelcome(dir, { publicUrl, isTerminal: true });
  expect(lines).toContain('Studio (Lin)');
  expect(lines).toContain('  account host, password secret');
  expect(lines).toContain(`  ${publicUrl}/room/1`);
  expect(lines.join('\n')).toContain('█');
  expect(toWelcome(dir, { publicUrl, isTerminal: false }).join('\n')).not.toContain('█');
});

test('toWelcome() prints the link that creates the operator when there is no demo', () => {
  writeFileSync(join(dir, 'setup-link.txt'), `${publicUrl}/join/abc\n`);
  expect(toWelcome(dir, { publicUrl, isTerminal: true })).toContain(`  ${publicUrl}/join/abc`);
});
