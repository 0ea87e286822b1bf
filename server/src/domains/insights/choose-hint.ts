import type { insights } from '@shoal/contract';
import { FIRST_FORWARD_SECONDS } from './find-stalled.ts';

type Figures = Omit<insights.Radar, 'hint' | 'showId' | 'at' | 'clicks'>;

/** With fewer people the host sees for herself. */
const MIN_ONLINE = 3;
/** A question that so many of those who are here want answered comes first. */
const QUESTION_SHARE = 0.1;
const MIN_VOTES = 3;
/** Time to find a drop before it counts as unseen. */
const FIRST_LOOK_SECONDS = 20;
const MANY = 0.5;
const FEW_ATTENTIVE = 0.4;

/** What the figures speak for, the most urgent first: a question, a drop nobody found, one nobody forwards, who waits. */
export function listHints(figures: Figures): insights.RadarHint[] {
  const { attentive, cohorts, drops, online, questions } = figures;
  if (online < MIN_ONLINE) return [];
  const percentOf = (people: number) => Math.round((people / online) * 100);
  const [question] = questions;
  const [newest] = drops;
  const unforwarded = drops
    .filter(({ ageSeconds }) => ageSeconds >= FIRST_FORWARD_SECONDS)
    .toSorted((a, b) => b.unforwarded - a.unforwarded || b.dropSeq - a.dropSeq)[0];
  const stalled = cohorts.filter(({ isStalled }) => isStalled).toSorted((a, b) => b.online - a.online)[0];
  const hints: insights.RadarHint[] = [];
  if (question && question.votes >= Math.max(MIN_VOTES, online * QUESTION_SHARE))
    hints.push({ code: 'answer_question', questionId: question.questionId, votes: question.votes });
  if (newest && newest.ageSeconds >= FIRST_LOOK_SECONDS && newest.unseen >= online * MANY)
    hints.push({
      code: 'show_drop',
      dropSeq: newest.dropSeq,
      percent: percentOf(newest.unseen),
      people: newest.unseen,
    });
  if (unforwarded && unforwarded.unforwarded >= online * MANY)
    hints.push({
      code: 'explain_drop',
      dropSeq: unforwarded.dropSeq,
      percent: percentOf(unforwarded.unforwarded),
      people: unforwarded.unforwarded,
    });
  if (stalled)
    hints.push({ code: 'help_cohort', tenure: stalled.tenure, reach: stalled.reach, people: stalled.online });
  if (attentive < online * FEW_ATTENTIVE) hints.push({ code: 'check_in', percent: percentOf(attentive) });
  return hints;
}

/** A line stays so long while it is true, so that it can be read and said. */
export const HOLD_MS = 20_000;
/** A kind of hint that the host sent away rests so long. */
export const DISMISSED_MS = 5 * 60_000;

export type Shown = { hint: insights.RadarHint; sinceMs: number };

const toSubject = ({ code, ...rest }: insights.RadarHint) => {
  if ('dropSeq' in rest) return `${code} ${rest.dropSeq}`;
  if ('questionId' in rest) return `${code} ${rest.questionId}`;
  return 'tenure' in rest ? `${code} ${rest.tenure} ${rest.reach}` : code;
};

/** The line to show now: the one that stands while it is true and young, with its newest figures; else the most urgent. */
export function holdHint(
  shown: Shown | undefined,
  hints: readonly insights.RadarHint[],
  nowMs: number,
): Shown | undefined {
  const same = shown && hints.find((hint) => toSubject(hint) === toSubject(shown.hint));
  if (shown && same && nowMs - shown.sinceMs < HOLD_MS) return { hint: same, sinceMs: shown.sinceMs };
  const [first] = hints;
  if (!first) return undefined;
  return { hint: first, sinceMs: shown && first === same ? shown.sinceMs : nowMs };
}
