import { expect, test } from 'vitest';
import { toJoinLines } from './join-lines.ts';

const joinsAt = (rttMs: number, roundTrips: { cold: number; warm: number }) =>
  [0, 10, 900].map((late) => ({
    rttMs,
    coldMs: 200 + roundTrips.cold * rttMs + late,
    warmMs: 50 + roundTrips.warm * rttMs + late,
  }));

const slopes = (roundTrips: { cold: number; warm: number }) =>
  toJoinLines([0, 50, 100].flatMap((rttMs) => joinsAt(rttMs, roundTrips))).filter(({ bar }) => bar);

test('toJoinLines() counts round trips by medians, whatever one late start took', () => {
  const [cold, warm] = slopes({ cold: 4, warm: 1 });
  expect(cold).toMatchObject({ value: '4.00, from 210 ms', bar: { isMet: true } });
  expect(warm).toMatchObject({ value: '1.00, from 60 ms', bar: { isMet: true } });
});

test('toJoinLines() says which bar is missed', () => {
  expect(slopes({ cold: 4.6, warm: 1 }).map(({ bar }) => bar?.isMet)).toEqual([false, true]);
  expect(slopes({ cold: 4, warm: 2 }).map(({ bar }) => bar?.isMet)).toEqual([true, false]);
});
