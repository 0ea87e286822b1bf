type Locale = 'zh' | 'en';
const tags = { zh: 'zh-CN', en: 'en-GB' } as const;

/** A moment with its weekday, in the zone it was planned for: `11月22日 周日 20:00`. */
export function formatMoment(iso: string, locale: Locale, timeZone?: string): string {
  return new Intl.DateTimeFormat(tags[locale], {
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone && { timeZone }),
  }).format(new Date(iso));
}

/** A day: `2026年11月22日`. */
export function formatDay(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], {
    year: 'numeric',
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
  }).format(new Date(iso));
}

/** The clock only: `20:05`. */
export function formatClock(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(iso),
  );
}

/** A span as a running clock: `7:05`, `1:02:09`. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How long ago or ahead, in the largest unit that fits: `3 分钟前`, `in 2 hours`. */
export function formatRelative(iso: string, nowMs: number, locale: Locale): string {
  const seconds = Math.round((Date.parse(iso) - nowMs) / 1_000);
  const words = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return words.format(0, 'minute');
  if (size < 3_600) return words.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return words.format(Math.round(seconds / 3_600), 'hour');
  return words.format(Math.round(seconds / 86_400), 'day');
}
