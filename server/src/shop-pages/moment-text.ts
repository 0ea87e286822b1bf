import type { PageLocale } from './choose-locale.ts';

const tagOf = (locale: PageLocale) => (locale === 'zh' ? 'zh-CN' : 'en-GB');

/** A moment as a page writes it, in the show's zone, which is named at the end: a leaflet is opened anywhere. */
export function toMomentText(at: Date, timeZone: string, locale: PageLocale): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tagOf(locale), { ...options, timeZone });
  const text = format({
    month: locale === 'zh' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  const zone = format({ timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  return zone ? `${text} (${zone.value})` : text;
}

/** A day as a page writes it. */
export const toDayText = (at: Date, timeZone: string, locale: PageLocale): string =>
  new Intl.DateTimeFormat(tagOf(locale), { timeZone, month: 'long', day: 'numeric' }).format(at);
