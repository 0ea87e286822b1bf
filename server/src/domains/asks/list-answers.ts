import { type AccountId, AppError, type AskId, type asks, type CommandOutput, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { type GivenAnswer, listGiven } from './answers.store.ts';
import { findAsk } from './asks.store.ts';
import type { AsksDeps } from './asks-deps.ts';

export type ListAnswersDeps = Pick<AsksDeps, 'db' | 'findDisplayNames' | 'getCommandedShow' | 'listPresent'>;

const MAX_PEOPLE = 500;

/** Who is here and has not answered, then who has. @throws AppError `shows.not_found` | `asks.not_found` */
export async function listAnswers(
  deps: ListAnswersDeps,
  caller: Member,
  { askId, showId }: { showId: ShowId; askId: AskId },
): Promise<CommandOutput<typeof asks.listAnswers>> {
  await deps.getCommandedShow(deps.db, caller, showId);
  const ask = await findAsk(deps.db, showId, askId);
  if (!ask) throw new AppError('asks.not_found', `the show has no ask ${askId}`);
  const present = new Set(await deps.listPresent(showId));
  const given = Map.groupBy(await listGiven(deps.db, askId), ({ accountId }) => accountId);
  const isDone = (id: AccountId) => (given.get(id)?.length ?? 0) >= ask.questions.length;
  const unanswered = [...present].filter((id) => !isDone(id));
  const isUnanswered = new Set(unanswered);
  const listed = [...unanswered, ...[...given.keys()].filter((id) => !isUnanswered.has(id))].slice(0, MAX_PEOPLE);
  const names = await deps.findDisplayNames(deps.db, listed);
  return {
    unanswered: unanswered.length,
    people: listed.map((id) => ({
      displayName: names.get(id) ?? '',
      isPresent: present.has(id),
      ...toRow(ask.questions.length, given.get(id) ?? []),
    })),
  };
}

const toRow = (questions: number, given: readonly GivenAnswer[]) => ({
  options: Array.from({ length: questions }, (_, at) => given.find(({ question }) => question === at)?.option ?? null),
  isTooFast: given.some(({ isTooFast }) => isTooFast),
});
