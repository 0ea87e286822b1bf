import { AppError, type asks, type RouteInput, type RouteResponse } from '@shoal/contract';
import { type Words, wordsOf } from '@shoal/contract/words';
import type { Member } from '../../platform/caller.ts';
import { toCsv, toFileMoment } from '../../platform/csv.ts';
import { exportLimit } from '../../platform/rate-limits.ts';
import { type AskRecord, findAsk } from './asks.store.ts';
import type { AsksDeps, NamedAnswer } from './asks-deps.ts';

export type ExportAnswersDeps = Pick<AsksDeps, 'db' | 'getCommandedShow' | 'limits' | 'listNamedAnswers'>;

/** Every answer to an ask, one line a person. @throws AppError `shows.not_found` | `asks.not_found` | `request.rate_limited` */
export async function exportAnswers(
  deps: ExportAnswersDeps,
  caller: Member,
  { askId, locale, showId }: RouteInput<typeof asks.exportAnswers>,
): Promise<RouteResponse<typeof asks.exportAnswers>> {
  await deps.getCommandedShow(deps.db, caller, showId);
  const ask = await findAsk(deps.db, showId, askId);
  if (!ask) throw new AppError('asks.not_found', `the show has no ask ${askId}`);
  await deps.limits.take(exportLimit, caller.accountId);
  const words = wordsOf(locale).asks;
  const people = Map.groupBy(await deps.listNamedAnswers(deps.db, askId), ({ accountId }) => accountId);
  const lines = [...people.values()].map((answers) => toLine(ask, answers, words));
  return { fileName: `${ask.kind}-${toFileMoment(ask.openedAt)}.csv`, csv: toCsv(toHead(ask, words), lines) };
}

const toHead = ({ kind, questions }: AskRecord, { csv }: Words['asks']): string[] => [
  csv.name,
  csv.answeredAt,
  ...(kind === 'check_in' ? [] : questions.map(({ text }) => text)),
  ...(kind === 'quiz' ? [csv.right] : []),
  csv.note,
];

function toLine({ kind, questions }: AskRecord, answers: readonly NamedAnswer[], { csv }: Words['asks']): string[] {
  const options = questions.map((_, at) => answers.find(({ question }) => question === at)?.option);
  const right = questions.filter(({ solution }, at) => solution && solution.rightOption === options[at]);
  const last = answers.reduce((a, b) => (a.answeredAt > b.answeredAt ? a : b));
  return [
    last.displayName,
    last.answeredAt.toISOString(),
    ...(kind === 'check_in' ? [] : questions.map(({ options: texts }, at) => texts[options[at] ?? -1] ?? '')),
    ...(kind === 'quiz' ? [String(right.length)] : []),
    answers.some(({ isTooFast }) => isTooFast) ? csv.tooFast : '',
  ];
}
