import { expect, test } from 'vitest';
import { toClock, toCountdown } from './clock-text.ts';
import { chooseDelayMs } from './poll-shop.ts';

test('toClock() writes a moment as people do', () => {
  expect([0, 7.9, 247, 3_723, -1].map(toClock)).toEqual(['0:00', '0:07', '4:07', '1:02:03', '0:00']);
});

test('toCountdown() counts whole seconds down, days apart, until nothing is left', () => {
  expect(toCountdown(61_000)).toEqual({ days: 0, clock: '00:01:01' });
  expect(toCountdown(90_061_500)).toEqual({ days: 1, clock: '01:01:02' });
  expect(toCountdown(0)).toBe('soon');
  expect(toCountdown(-1_800_000)).toBe('overdue');
});

test('chooseDelayMs() asks every five seconds or so, slower after failures, at most once a minute', () => {
  expect(chooseDelayMs(0, 0.5)).toBe(5_000);
  expect([chooseDelayMs(0, 0), chooseDelayMs(0, 1)]).toEqual([4_000, 6_000]);
  expect(chooseDelayMs(2, 0.5)).toBe(20_000);
  expect(chooseDelayMs(30, 0.5)).toBe(60_000);
});
