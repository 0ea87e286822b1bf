import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DueTimers } from './due-timers.ts';

beforeEach(() => vi.useFakeTimers({ now: 10_000 }));
afterEach(() => vi.useRealTimers());

test('a kind of work is woken once for all that falls due in a second, after it is due', () => {
  const woken: string[] = [];
  const due = new DueTimers((kind) => woken.push(`${kind} ${Date.now()}`));

  due.note('mail', new Date(11_600));
  due.note('mail', new Date(12_400));
  due.note('file', new Date(12_000));
  due.note('mail', new Date(14_000));
  vi.advanceTimersByTime(60_000);

  expect(woken).toEqual(['mail 13000', 'file 13000', 'mail 15000']);
});

test('what is due already is woken for in a moment, and what is due in years does not wake at once', () => {
  const woken: string[] = [];
  const due = new DueTimers((kind) => woken.push(kind));

  due.note('late', new Date(0));
  due.note('far', new Date(Date.now() + 10 * 365 * 86_400_000));
  vi.advanceTimersByTime(1);

  expect(woken).toEqual(['late']);
  due.close();
});

test('close() wakes nobody any more', () => {
  const woken: string[] = [];
  const due = new DueTimers((kind) => woken.push(kind));
  due.note('mail', new Date(11_000));

  due.close();
  vi.advanceTimersByTime(60_000);

  expect(woken).toEqual([]);
});
