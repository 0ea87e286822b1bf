import { AppError, type asks, type CommandInput, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { type AskRecord, lockAsk, lockOpenAsk, markClosed, readCounts } from './asks.store.ts';
import type { Append, AsksDeps } from './asks-deps.ts';
import { deleteArmed } from './surprise.store.ts';

export type CloseAskDeps = Pick<AsksDeps, 'hostCommand'>;

/**
 * Closes an ask before its time. Closing it again, or after the clock did, answers that close.
 * @throws AppError `shows.not_found` | `asks.not_found` | `request.key_reused`
 */
export async function closeAsk(
  deps: CloseAskDeps,
  caller: Member,
  input: CommandInput<typeof asks.closeAsk>,
): Promise<{ seq: number }> {
  const { askId, showId } = input;
  const { answer } = await deps.hostCommand({ name: 'ask:close', caller, input }, async (tx, _show, append) => {
    const ask = await lockAsk(tx, showId, askId);
    if (!ask) throw new AppError('asks.not_found', `the show has no ask ${askId}`);
    return { seq: ask.closedSeq ?? (await closeLocked({ tx, append }, ask)) };
  });
  return answer;
}

/** Closes an open ask that is held, and tells how it went. @returns the seq of the entry. */
export async function closeLocked({ append, tx }: { tx: Db; append: Append }, ask: AskRecord): Promise<number> {
  const counts = await readCounts(tx, [ask]);
  const { at, seq } = await append('ask.closed', {
    askId: ask.id,
    counts: counts.get(ask.id) ?? [],
    solutions: ask.questions.flatMap(({ solution }) => solution ?? []),
  });
  await markClosed(tx, ask.id, { closedSeq: seq, closedAt: new Date(at) });
  return seq;
}

/** What is open closes as its show ends, in that transaction; no surprise comes any more. */
export async function closeBeforeEnd(tx: Db, showId: ShowId, append: Append): Promise<void> {
  const open = await lockOpenAsk(tx, showId);
  if (open) await closeLocked({ tx, append }, open);
  await deleteArmed(tx, showId);
}
