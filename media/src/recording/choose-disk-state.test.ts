import { expect, test } from 'vitest';
import { chooseDiskState } from './choose-disk-state.ts';

const GIB = 1024 ** 3;

test.each([
  ['a large disk stops at 5 %', 400, 19, 'full'],
  ['and is tight just above', 400, 21, 'tight'],
  ['and low below 15 %', 400, 59, 'low'],
  ['and roomy above', 400, 61, 'roomy'],
  ['a small disk stops at 2 GiB', 20, 1.9, 'full'],
  ['and is tight just above', 20, 2.1, 'tight'],
  ['and roomy above 15 %', 20, 3.1, 'roomy'],
] as const)('chooseDiskState() %s: of %d GiB %d are free', (_, total, free, state) => {
  expect(chooseDiskState({ totalBytes: total * GIB, freeBytes: free * GIB }, undefined)).toBe(state);
});

test('chooseDiskState() takes a limit of one’s own instead', () => {
  const disk = { totalBytes: 400 * GIB, freeBytes: 61 * GIB };
  expect(chooseDiskState(disk, 0)).toBe('roomy');
  expect(chooseDiskState(disk, 62 * GIB)).toBe('full');
});
