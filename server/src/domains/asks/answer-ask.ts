import type { asks, CommandInput, CommandOutput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { AnswerBatcher } from './answer-batcher.ts';
import type { AsksDeps } from './asks-deps.ts';

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
