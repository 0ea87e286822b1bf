import { expect, test } from 'vitest';
import { chooseReconnectDelayMs, chooseResendDelayMs } from './reconnect-policy.ts';

test('chooseReconnectDelayMs() tries within half a second first when the spread is small', () => {
  expect(chooseReconnectDelayMs({ attempt: 0, spreadMs: 0, random: 0.999 })).toBeLessThanOrEqual(500);
  expect(chooseReconnectDelayMs({ attempt: 0, spreadMs: 200, random: 0 })).toBe(0);
});

test('chooseReconnectDelayMs() uses the whole spread that the server asked for', () => {
  expect(chooseReconnectDelayMs({ attempt: 0, spreadMs: 8_000, random: 0.5 })).toBe(4_000);
});

test('chooseReconnectDelayMs() slows down and stays bounded', () => {
  const delays = [1, 2, 3, 10].map((attempt) => chooseReconnectDelayMs({ attempt, spreadMs: 0, random: 0.999 }));
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
  expect(delays.at(-1)).toBeLessThanOrEqual(15_000);
});

test('chooseResendDelayMs() doubles to 30 s and strays by half', () => {
  expect(chooseResendDelayMs(0, 0.5)).toBe(1_000);
  expect(chooseResendDelayMs(3, 0)).toBe(4_000);
  expect(chooseResendDelayMs(20, 0.5)).toBe(30_000);
});
