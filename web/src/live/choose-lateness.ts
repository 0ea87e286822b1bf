export type Lateness = 'not' | 'a-little' | 'long';

const LATE_AFTER_MS = 60_000;
const LONG_AFTER_MS = 30 * 60_000;

/** How late a show is that should have begun: `long` when nobody may promise any more that it comes soon. */
export function chooseLateness(lateMs: number): Lateness {
  if (lateMs >= LONG_AFTER_MS) return 'long';
  return lateMs >= LATE_AFTER_MS ? 'a-little' : 'not';
}
