import { ANSWER_GRACE_MS, FASTEST_ANSWER_MS } from '@shoal/contract';
import type { AcceptedAnswer } from './answers.store.ts';
import type { AskRecord } from './asks.store.ts';

/** An answer as it came. */
export type ComingAnswer = Omit<AcceptedAnswer, 'isTooFast' | 'isRight'> & { tookMs: number };

/** What a judge looks at. */
export type JudgedAsk = Pick<AskRecord, 'kind' | 'questions' | 'openedAt' | 'closesAt' | 'closedAt'>;

/** Whether the ask has that question, and the question that option. */
export const isPossible = ({ questions }: JudgedAsk, { option, question }: ComingAnswer): boolean =>
  questions[question]?.options[option] !== undefined;

/**
 * Whether an answer counts [AK4]: it came while the ask could be answered, or was given then and was on its way. A quiz
 * takes nothing once what is right was told; a check-in or a poll waits 30 s for phones that were out of reach.
 */
export function isInTime({ closedAt, closesAt, kind }: JudgedAsk, { answeredAt, receivedAt }: ComingAnswer): boolean {
  const endedMs = Math.min(closesAt.getTime(), closedAt?.getTime() ?? Number.POSITIVE_INFINITY);
  if (receivedAt.getTime() <= endedMs) return true;
  if (answeredAt.getTime() > endedMs) return false;
  if (kind === 'quiz') return closedAt === null || receivedAt < closedAt;
  return receivedAt.getTime() <= endedMs + ANSWER_GRACE_MS;
}

/**
 * The answers of a batch that count, each person and question once: of a poll's the one given last, of the others the one
 * that came first.
 */
export function acceptAnswers(ask: JudgedAsk, coming: readonly ComingAnswer[]): AcceptedAnswer[] {
  const accepted = new Map<string, ComingAnswer>();
  for (const answer of coming) {
    if (!isPossible(ask, answer) || !isInTime(ask, answer)) continue;
    const place = `${answer.accountId} ${answer.question}`;
    const before = accepted.get(place);
    if (!before || (ask.kind === 'poll' && before.answeredAt < answer.answeredAt)) accepted.set(place, answer);
  }
  return [...accepted.values()].map((answer) => toAccepted(ask, answer));
}

function toAccepted({ openedAt, questions }: JudgedAsk, { tookMs, ...answer }: ComingAnswer): AcceptedAnswer {
  const solution = questions[answer.question]?.solution;
  const sinceOpenedMs = answer.receivedAt.getTime() - openedAt.getTime();
  return {
    ...answer,
    isTooFast: Math.min(tookMs, sinceOpenedMs) < FASTEST_ANSWER_MS,
    isRight: solution ? solution.rightOption === answer.option : null,
  };
}
