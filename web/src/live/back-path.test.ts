import { expect, test } from 'vitest';
import { toBackPath } from './back-path.ts';

test('toBackPath() names the list from the start that stands beside the live one', () => {
  expect(toBackPath('/hls/grant/show/live.m3u8')).toBe('/hls/grant/show/dvr.m3u8');
});
