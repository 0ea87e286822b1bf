import type { CommandInput, CommandOutput, questions } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { listQuestionsFor, toQuestion } from './questions.store.ts';
import type { QuestionsDeps } from './questions-deps.ts';

export type ListQuestionsDeps = Pick<QuestionsDeps, 'db' | 'listShowFaqs' | 'requireJoined'>;

/** The questions of a show as one person sees them. @throws AppError `shows.not_joined` */
export async function listQuestions(
  { db, listShowFaqs, requireJoined }: ListQuestionsDeps,
  { member, socketId }: { member: Member; socketId: string },
  { showId }: CommandInput<typeof questions.listQuestions>,
): Promise<CommandOutput<typeof questions.listQuestions>> {
  requireJoined(socketId, showId);
  const { accountId } = member;
  const [listed, faqs] = await Promise.all([listQuestionsFor(db, showId, accountId), listShowFaqs(db, showId)]);
  return {
    faqs,
    questions: listed.map(toQuestion),
    mine: listed.filter(({ askerId }) => askerId === accountId).map(({ id }) => id),
    voted: listed.filter(({ hasVoted }) => hasVoted).map(({ id }) => id),
  };
}
