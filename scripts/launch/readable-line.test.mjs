import { expect, test } from 'vitest';
import { toReadableLine } from './readable-line.mjs';

test('toReadableLine() makes a log entry readable', () => {
  const line = JSON.stringify({ level: 40, time: 0, pid: 1, hostname: 'h', msg: 'slow', ms: 12, at: { a: 1 } });
  expect(toReadableLine(line)).toMatch(/^\d\d:\d\d:\d\d WARN slow ms=12 at=\{"a":1\}$/);
});

test('toReadableLine() leaves anything else as it is', () => {
  for (const line of ['plain', '{broken', '{"no":"message"}']) expect(toReadableLine(line)).toBe(line);
});
