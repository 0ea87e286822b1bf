import type { Words } from '@shoal/contract/words';
import { formatClock, formatMoment } from '../../ui/format-time.ts';
import type { Group } from './use-groups.ts';

type AdviceContext = { words: Words['forward']['group']; locale: 'zh' | 'en'; nowMs: number };

const toDay = (moment: number | string): string => new Date(moment).toDateString();
const DAY_MS = 86_400_000;

/** What to say of a group that was given too much lately, by her own clock; null when it can be given something. */
export function toRestAdvice({ fedAt, restUntil }: Group, { locale, nowMs, words }: AdviceContext): string | null {
  if (restUntil === null || Date.parse(restUntil) <= nowMs) return null;
  const today = fedAt.filter((at) => toDay(at) === toDay(nowMs)).length;
  const fed = today > 0 ? words.fedToday(today) : words.fedWeek(fedAt.length);
  return words.advice(fed, toRest(restUntil, { words, locale, nowMs }));
}

function toRest(restUntil: string, { locale, nowMs, words }: AdviceContext): string {
  if (toDay(restUntil) === toDay(nowMs)) return words.rest.today(formatClock(restUntil, locale));
  if (toDay(restUntil) === toDay(nowMs + DAY_MS)) return words.rest.tomorrow;
  return words.rest.later(formatMoment(restUntil, locale));
}
