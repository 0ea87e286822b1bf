import type { insights } from '@shoal/contract';
import { expect, test } from 'vitest';
import { HOLD_MS, holdHint, listHints } from './choose-hint.ts';
import { findStalled } from './find-stalled.ts';

const cohort = (over: Partial<insights.RadarCohort> = {}): insights.RadarCohort => ({
  tenure: 'fry',
  reach: 'brook',
  online: 20,
  attentive: 15,
  seen: 18,
  forwarded: 2,
  clicks: 0,
  forwardsLately: 0,
  isStalled: false,
  ...over,
});
const drop = (over: Partial<insights.RadarDrop> = {}): insights.RadarDrop => ({
  dropSeq: 3,
  ageSeconds: 90,
  unseen: 5,
  unforwarded: 20,
  ...over,
});
const figures = (over: Partial<Parameters<typeof listHints>[0]> = {}) => ({
  online: 100,
  attentive: 80,
  seen: 95,
  forwarded: 80,
  cohorts: [],
  drops: [drop()],
  questions: [],
  ...over,
});
const codesOf = (over: Parameters<typeof figures>[0]) => listHints(figures(over)).map(({ code }) => code);

test('[RD3] findStalled() names who waits while others go on', () => {
  const [waiting, busy] = [cohort(), cohort({ tenure: 'lead', forwardsLately: 3 })];
  expect([...findStalled([waiting, busy], 90)]).toEqual([waiting]);
});

test('[RD3] findStalled() names nobody for a young drop, a quiet school, a handful, or who has done it all', () => {
  const busy = cohort({ tenure: 'lead', forwardsLately: 3 });
  const none = (cohorts: insights.RadarCohort[], ageSeconds?: number) => findStalled(cohorts, ageSeconds).size === 0;
  expect(none([cohort(), busy], 59)).toBe(true);
  expect(none([cohort(), busy])).toBe(true);
  expect(none([cohort(), cohort({ tenure: 'lead', forwardsLately: 2 })], 90)).toBe(true);
  expect(none([cohort({ online: 4 }), busy], 90)).toBe(true);
  expect(none([cohort({ forwarded: 20 }), busy], 90)).toBe(true);
});

test('[RD4] listHints() speaks for a figure, the most urgent first, and is silent when all is well', () => {
  const questionId = crypto.randomUUID();
  expect(codesOf({})).toEqual([]);
  expect(listHints(figures({ drops: [drop({ unforwarded: 62 })] }))).toEqual([
    { code: 'explain_drop', dropSeq: 3, percent: 62, people: 62 },
  ]);
  expect(
    codesOf({
      attentive: 30,
      cohorts: [cohort({ isStalled: true })],
      drops: [drop({ unseen: 70, unforwarded: 90 })],
      questions: [{ questionId, text: 'size?', votes: 12 }],
    }),
  ).toEqual(['answer_question', 'show_drop', 'explain_drop', 'help_cohort', 'check_in']);
  expect(codesOf({ online: 2, attentive: 0, drops: [drop({ unforwarded: 2 })] })).toEqual([]);
  expect(codesOf({ drops: [drop({ ageSeconds: 10, unseen: 90, unforwarded: 90 })] })).toEqual([]);
});

test('[RD4] holdHint() keeps a line that is true for 20 s with its newest figures, and drops one that is not', () => {
  const checkIn = (percent: number) => ({ code: 'check_in', percent }) as const;
  const explain = { code: 'explain_drop', dropSeq: 3, percent: 62, people: 62 } as const;
  const first = holdHint(undefined, [checkIn(30)], 0);
  expect(first).toEqual({ hint: checkIn(30), sinceMs: 0 });

  expect(holdHint(first, [explain, checkIn(31)], HOLD_MS - 1)).toEqual({ hint: checkIn(31), sinceMs: 0 });
  expect(holdHint(first, [explain, checkIn(31)], HOLD_MS)).toEqual({ hint: explain, sinceMs: HOLD_MS });
  expect(holdHint(first, [explain], 1_000)).toEqual({ hint: explain, sinceMs: 1_000 });
  expect(holdHint(first, [], 1_000)).toBeUndefined();
});
