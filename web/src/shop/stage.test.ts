import { expect, test } from 'vitest';
import { chooseStartMs } from './stage.tsx';

test('chooseStartMs() goes to the second of the address, or to the product where that is beyond the end', () => {
  const show = { durationMs: 60_000, productStartsMs: 20_000 };

  expect(chooseStartMs(show, { startMs: 5_000 })).toBe(5_000);
  expect(chooseStartMs(show, { startMs: 0 })).toBe(0);
  expect(chooseStartMs(show, { startMs: null })).toBe(20_000);
  expect(chooseStartMs(show, { startMs: 90_000 })).toBe(20_000);
});
