import { expect, test } from 'vitest';
import { toCountdown } from './use-countdown.ts';

test('toCountdown() splits the rest into days, hours, minutes and seconds', () => {
  const restMs = ((2 * 24 + 3) * 3_600 + 4 * 60 + 5) * 1_000;
  expect(toCountdown(restMs)).toEqual({ days: 2, hours: 3, minutes: 4, seconds: 5, isOver: false, late: 'not' });
});

test('toCountdown() is over at the moment and stays at zero after it', () => {
  expect(toCountdown(1)).toMatchObject({ seconds: 1, isOver: false });
  expect(toCountdown(0).isOver).toBe(true);
  const over = { days: 0, hours: 0, minutes: 0, seconds: 0, isOver: true };
  expect(toCountdown(-5_000)).toEqual({ ...over, late: 'not' });
  expect(toCountdown(-60_000)).toEqual({ ...over, late: 'a-little' });
  expect(toCountdown(-1_800_000)).toEqual({ ...over, late: 'long' });
});
