import { expect, test } from 'vitest';
import { chooseStartMs, toBackPath } from './stage.tsx';

test('chooseStartMs() goes to the second of the address, or to the product where that is beyond the end', () => {
  const show = { durationMs: 60_000, productStartsMs: 20_000 };

  expect(chooseStartMs(show, { startMs: 5_000 })).toBe(5_000);
  expect(chooseStartMs(show, { startMs: 0 })).toBe(0);
  expect(chooseStartMs(show, { startMs: null })).toBe(20_000);
  expect(chooseStartMs(show, { startMs: 90_000 })).toBe(20_000);
});

test('toBackPath() names the list from the start that stands beside the live one', () => {
  expect(toBackPath('/hls/grant/show/live.m3u8')).toBe('/hls/grant/show/dvr.m3u8');
});
