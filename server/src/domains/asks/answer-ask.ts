import type { AskId, asks, CommandInput, CommandOutput, ShowId } from '@shoal/contract';
import type { Batcher } from '../../platform/batcher.ts';
import type { Member } from '../../platform/caller.ts';
import type { StandingAnswer } from './answers.store.ts';
import type { AsksDeps } from './asks-deps.ts';
import type { ComingAnswer } from './judge-answer.ts';

export type AnswerBatcher = Batcher<{ showId: ShowId; askId: AskId }, ComingAnswer, StandingAnswer | undefined>;

export type AnswerAskDeps = Pick<AsksDeps, 'now' | 'requireJoined'> & { answers: Pick<AnswerBatcher, 'add'> };

/**
 * Takes a shopkeeper's answer; answered after commit [AK4]. A retry is the same answer.
 * @throws AppError `shows.not_joined` | `asks.not_found` | `server.unavailable`
 */
export async function answerAsk(
  deps: AnswerAskDeps,
  { member, socketId }: { member: Member; socketId: string },
  { askId, showId, ...input }: CommandInput<typeof asks.answerAsk>,
): Promise<CommandOutput<typeof asks.answerAsk>> {
  deps.requireJoined(socketId, showId);
  const receivedAt = deps.now();
  // A clock that runs ahead must not make her answer the last for ever.
  const answeredAt = new Date(Math.min(Date.parse(input.answeredAt), receivedAt.getTime()));
  const { accountId } = member;
  const standing = await deps.answers.add({ showId, askId }, { ...input, accountId, answeredAt, receivedAt });
  if (!standing) return { outcome: 'late', option: null };
  const isThis = standing.idempotencyKey === input.idempotencyKey;
  return { outcome: isThis ? 'counted' : 'kept', option: standing.option };
}
