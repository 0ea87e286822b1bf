import { expect, test } from 'vitest';
import { diesWithParent } from './die-with-parent.mjs';
import { toRestartDelayMs } from './supervised-child.mjs';

test('toRestartDelayMs() grows from at once to 30 s and stays there', () => {
  const delays = Array.from({ length: 9 }, (_, n) => toRestartDelayMs(n) / 1000);
  expect(delays).toEqual([0, 0.2, 1, 2, 4, 8, 16, 30, 30]);
});

test('diesWithParent() falls back to a watchdog when there is no setpriv', () => {
  const { args, needsPipe } = diesWithParent('TERM', 'node', ['x.mjs'], null);
  expect(args.slice(1)).toEqual(['TERM', 'node', 'x.mjs']);
  expect(needsPipe).toBe(true);
});
