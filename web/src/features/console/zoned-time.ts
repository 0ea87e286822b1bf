/** A moment as a `datetime-local` field shows it in a zone: `2026-11-22T20:00`. */
export function toZonedInput(iso: string, timeZone: string): string {
  return toFields(Date.parse(iso), timeZone);
}

/** The moment that a `datetime-local` value means in a zone, with milliseconds; null for an unfinished one. */
export function fromZonedInput(value: string, timeZone: string): string | null {
  const asUtcMs = Date.parse(`${value}:00.000Z`);
  if (Number.isNaN(asUtcMs)) return null;
  // The offset at the guess may differ from the one at the answer when clocks change: a second round settles it.
  let ms = asUtcMs;
  for (let round = 0; round < 2; round += 1) ms = asUtcMs - toOffsetMs(ms, timeZone);
  return new Date(ms).toISOString();
}

const toOffsetMs = (ms: number, timeZone: string) =>
  Date.parse(`${toFields(ms, timeZone)}:00.000Z`) - Math.floor(ms / 60_000) * 60_000;

function toFields(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(ms);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '00';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** The zone of this computer first, then all that the browser knows. */
export function listTimeZones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = Intl.supportedValuesOf?.('timeZone') ?? ['Asia/Shanghai', 'UTC'];
  return [...new Set([own, 'Asia/Shanghai', ...known, 'UTC'])];
}
