import { expect, test } from 'vitest';
import { fromZonedInput, toZonedInput } from './zoned-time.ts';

test('a field means the clock of the show’s own zone', () => {
  expect(fromZonedInput('2026-11-22T20:00', 'Asia/Shanghai')).toBe('2026-11-22T12:00:00.000Z');
  expect(toZonedInput('2026-11-22T12:00:00.000Z', 'Asia/Shanghai')).toBe('2026-11-22T20:00');
});

test('both sides of a change of clocks come back as they went in', () => {
  for (const value of ['2026-03-29T01:30', '2026-03-29T04:30', '2026-10-25T12:00']) {
    expect(toZonedInput(fromZonedInput(value, 'Europe/Berlin') ?? '', 'Europe/Berlin')).toBe(value);
  }
});

test('an unfinished field means no moment', () => {
  expect(fromZonedInput('', 'Asia/Shanghai')).toBeNull();
});
