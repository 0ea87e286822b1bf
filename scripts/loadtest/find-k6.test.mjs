import { expect, test } from 'vitest';
import { isNewEnoughGo } from '../ground/build-go-program.mjs';
import { findK6 } from './find-k6.mjs';

const silent = () => {};

test('findK6() says how to get k6 where neither it nor a Go that can build it is there', async () => {
  const env = { PATH: '', XDG_CACHE_HOME: '/nonexistent', K6_PATH: '/nonexistent/k6' };
  await expect(findK6(silent, env)).rejects.toThrow('K6_PATH names /nonexistent/k6');
});

test('isNewEnoughGo() tells versions apart', () => {
  expect(isNewEnoughGo('go version go1.25.0 linux/amd64')).toBe(true);
  expect(isNewEnoughGo('go version go1.26.8 linux/amd64')).toBe(true);
  expect(isNewEnoughGo('go version go1.19.8 linux/amd64')).toBe(false);
  expect(isNewEnoughGo('')).toBe(false);
});
