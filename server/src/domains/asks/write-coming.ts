import { AppError, type AskId, type ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { listStanding, type StandingAnswer, writeAnswers } from './answers.store.ts';
import { lockAsk } from './asks.store.ts';
import { acceptAnswers, type ComingAnswer } from './judge-answer.ts';

/**
 * Writes what counts of a batch to one ask, in one transaction while nobody closes it.
 * @returns for each answer the one that stands in its place; undefined when none does.
 * @throws AppError `asks.not_found` when the show has no such ask.
 */
export async function writeComing(
  db: Db,
  { askId, showId }: { showId: ShowId; askId: AskId },
  coming: readonly ComingAnswer[],
): Promise<(StandingAnswer | undefined)[]> {
  const standing = await db.transaction().execute(async (tx) => {
    const ask = await lockAsk(tx, showId, askId);
    if (!ask) throw new AppError('asks.not_found', `show ${showId} has no ask ${askId}`);
    const accepted = acceptAnswers(ask, coming);
    if (accepted.length > 0) await writeAnswers(tx, ask, accepted);
    return listStanding(tx, askId, [...new Set(coming.map(({ accountId }) => accountId))]);
  });
  const byPlace = new Map(standing.map((answer) => [toPlace(answer), answer]));
  return coming.map((answer) => byPlace.get(toPlace(answer)));
}

const toPlace = ({ accountId, question }: Pick<StandingAnswer, 'accountId' | 'question'>) => `${accountId} ${question}`;
