import { AppError, type CommandInput, type CommandOutput, type questions } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { QuestionsDeps, VoteBatcher } from './questions-deps.ts';

export type VoteQuestionDeps = Pick<QuestionsDeps, 'requireJoined'> & { votes: Pick<VoteBatcher, 'add'> };

/**
 * Takes a shopkeeper's vote, or takes it back; answered after commit [QU2].
 * @throws AppError `shows.not_joined` | `questions.not_found` | `server.unavailable`
 */
export async function voteQuestion(
  deps: VoteQuestionDeps,
  { member, socketId }: { member: Member; socketId: string },
  { isWanted, questionId, showId }: CommandInput<typeof questions.voteQuestion>,
): Promise<CommandOutput<typeof questions.voteQuestion>> {
  deps.requireJoined(socketId, showId);
  const standing = await deps.votes.add({ showId }, { isWanted, questionId, accountId: member.accountId });
  if (!standing) throw new AppError('questions.not_found', `show ${showId} has no question ${questionId}`);
  return standing;
}
