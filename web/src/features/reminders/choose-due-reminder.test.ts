import { expect, test } from 'vitest';
import { chooseDueReminder, toMinutesLeft } from './choose-due-reminder.ts';

const startsAt = '2030-01-01T12:00:00.000Z';
const startMs = Date.parse(startsAt);
const reminder = { showId: 'a', title: 'Tea', startsAt, timeZone: 'Asia/Shanghai', isRehearsal: false } as never; // An id is a string.
const dueAt = (nowMs: number, away: readonly string[] = []) =>
  chooseDueReminder([reminder], { nowMs, isPutAway: (key) => away.includes(key) });

test('chooseDueReminder() comes ten minutes and one minute before, and no earlier or later', () => {
  const minutes = [11, 10, 2, 1, 0, -1, -3].map((left) => dueAt(startMs - left * 60_000)?.minutes);

  expect(minutes).toEqual([undefined, 10, 10, 1, 1, 1, undefined]);
});

test('chooseDueReminder() put away at ten minutes comes once more at one minute', () => {
  const early = dueAt(startMs - 9 * 60_000);
  const away = [early?.key ?? ''];

  expect(dueAt(startMs - 8 * 60_000, away)).toBeUndefined();
  expect(dueAt(startMs - 50_000, away)?.minutes).toBe(1);
});

test('chooseDueReminder() comes anew for another date, and takes the soonest of two', () => {
  const early = dueAt(startMs - 9 * 60_000);
  const later = { ...(reminder as object), startsAt: '2030-01-01T12:05:00.000Z' } as never;
  const isPutAway = (key: string) => key === early?.key;
  const nowMs = startMs - 5 * 60_000;

  expect(chooseDueReminder([later], { nowMs, isPutAway })?.reminder.startsAt).toBe('2030-01-01T12:05:00.000Z');
  expect(chooseDueReminder([later, reminder], { nowMs, isPutAway: () => false })?.reminder.startsAt).toBe(startsAt);
});

test('toMinutesLeft() never says less than a minute', () => {
  const due = dueAt(startMs - 9.5 * 60_000);
  if (!due) throw new Error('nothing is due');

  expect(toMinutesLeft(due, startMs - 9.5 * 60_000)).toBe(10);
  expect(toMinutesLeft(due, startMs + 30_000)).toBe(1);
});
