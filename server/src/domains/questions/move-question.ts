import { AppError, type CommandInput, type QuestionId, type questions, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { lockQuestion, type QuestionRecord, updateQuestion } from './questions.store.ts';
import type { QuestionsDeps } from './questions-deps.ts';

export type MoveQuestionDeps = Pick<QuestionsDeps, 'hostCommand'>;

/**
 * Takes a question up, puts it back or dismisses it.
 * @throws AppError `shows.not_found` | `questions.not_found` | `questions.wrong_state` | `request.key_reused`
 */
export async function moveQuestion(
  { hostCommand }: MoveQuestionDeps,
  caller: Member,
  input: CommandInput<typeof questions.moveQuestion>,
): Promise<Record<string, never>> {
  const { questionId, showId, to } = input;
  const { answer } = await hostCommand({ name: 'question:move', caller, input }, async (tx) => {
    const { state } = await getLocked(tx, showId, questionId);
    if (state === 'answered') throw new AppError('questions.wrong_state', 'the question is answered');
    if (state !== to) await updateQuestion(tx, questionId, { state: to });
    return {};
  });
  return answer;
}

/**
 * Answers a question in words, or live with none; everybody is told [QU4].
 * @throws AppError `shows.not_found` | `questions.not_found` | `request.key_reused`
 */
export async function answerQuestion(
  { hostCommand }: MoveQuestionDeps,
  caller: Member,
  input: CommandInput<typeof questions.answerQuestion>,
): Promise<{ seq: number }> {
  const { answer: words, questionId, showId } = input;
  const { answer } = await hostCommand({ name: 'question:answer', caller, input }, async (tx, _show, append) => {
    const { askerName, text, votes } = await getLocked(tx, showId, questionId);
    const told = await append('question.answered', { questionId, text, askerName, votes, answer: words });
    await updateQuestion(tx, questionId, {
      state: 'answered',
      answer: words,
      answeredAt: new Date(told.at),
      answeredProgrammeMs: told.programmeMs,
    });
    return { seq: told.seq };
  });
  return answer;
}

/** A question of the show, held to the end of the transaction. @throws AppError `questions.not_found` */
export async function getLocked(tx: Db, showId: ShowId, questionId: QuestionId): Promise<QuestionRecord> {
  const question = await lockQuestion(tx, showId, questionId);
  if (question) return question;
  throw new AppError('questions.not_found', `show ${showId} has no question ${questionId}`);
}
