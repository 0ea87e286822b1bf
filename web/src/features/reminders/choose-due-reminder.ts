import type { shows } from '@shoal/contract';

/** A reminder whose moment has come, and how many minutes are left. */
export type DueReminder = {
  /** One per show, date and moment: what was put away under it does not come again. */
  key: string;
  reminder: shows.Reminder;
  minutes: 10 | 1;
};

const MINUTE_MS = 60_000;
/** After the start the lobby speaks for itself. */
const OVER_AFTER_MS = 2 * MINUTE_MS;

/** The soonest reminder that is due and was not put away; another date makes new ones. */
export function chooseDueReminder(
  reminders: readonly shows.Reminder[],
  { isPutAway, nowMs }: { nowMs: number; isPutAway: (key: string) => boolean },
): DueReminder | undefined {
  const due = reminders.flatMap((reminder) => {
    const restMs = Date.parse(reminder.startsAt) - nowMs;
    if (restMs > 10 * MINUTE_MS || restMs < -OVER_AFTER_MS) return [];
    const minutes = restMs > MINUTE_MS ? 10 : 1;
    return [{ key: `${reminder.showId} ${reminder.startsAt} ${minutes}`, reminder, minutes } as const];
  });
  return due
    .toSorted((a, b) => a.reminder.startsAt.localeCompare(b.reminder.startsAt))
    .find(({ key }) => !isPutAway(key));
}

/** In words: how long it is still, never less than a minute. */
export const toMinutesLeft = ({ reminder }: DueReminder, nowMs: number): number =>
  Math.max(1, Math.ceil((Date.parse(reminder.startsAt) - nowMs) / MINUTE_MS));
