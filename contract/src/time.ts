import { z } from 'zod';

/** A moment in UTC, ISO 8601 with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof Instant>;

/** A span in whole milliseconds, never negative. */
export const DurationMs = z.int().min(0);

/** An IANA time zone this runtime knows, such as `Asia/Shanghai`. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'not an IANA time zone');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
