import { expect, test } from 'vitest';
import { SENDER_CAP_BPS, senderLimit } from './sender-limit.ts';

/** Sends each second as many times the cap as the list says. @returns the second it was closed in, from 1. */
function closedAt(timesOfCap: readonly number[]): number | undefined {
  const limit = senderLimit();
  let bytes = 0;
  limit.note(bytes, 0);
  const second = timesOfCap.findIndex((times, index) => {
    bytes += (times * SENDER_CAP_BPS) / 8;
    return limit.note(bytes, (index + 1) * 1_000);
  });
  return second < 0 ? undefined : second + 1;
}

test.each([
  ['1.4 times the cap for ever', Array(60).fill(1.4), undefined],
  ['1.6 times the cap', Array(60).fill(1.6), 5],
  ['bursts of four seconds', [9, 9, 9, 9, 1, 9, 9, 9, 9, 1], undefined],
  ['a flood after a quiet hour', [0, 0, 0, 2, 2, 2, 2, 2], 8],
])('senderLimit() judges %s', (_name, timesOfCap, closed) => {
  expect(closedAt(timesOfCap)).toBe(closed);
});
