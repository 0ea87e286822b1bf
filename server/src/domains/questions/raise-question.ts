import { AppError, type CommandInput, MAX_OPEN_QUESTIONS, type questions } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { RateLimit } from '../../platform/rate-limits.ts';
import {
  countOpenOf,
  findQuestion,
  insertQuestion,
  lockAsker,
  type QuestionRecord,
  toQuestion,
} from './questions.store.ts';
import type { QuestionsDeps } from './questions-deps.ts';

export type RaiseQuestionDeps = Pick<
  QuestionsDeps,
  'db' | 'getShowState' | 'isMuted' | 'limits' | 'now' | 'requireJoined'
>;
type Asker = { member: Member; socketId: string };

const raiseLimit: RateLimit = { name: 'questions', points: 6, windowSeconds: 60 };

/**
 * Raises a question with its asker's own vote [QU1]. A retry with the same id is the same question and is free.
 * @throws AppError `shows.not_joined` | `shows.wrong_state` | `chat.muted` | `questions.too_many` |
 * `request.rate_limited` | `request.key_reused`
 */
export async function raiseQuestion(
  deps: RaiseQuestionDeps,
  { member, socketId }: Asker,
  input: CommandInput<typeof questions.raiseQuestion>,
): Promise<questions.Question> {
  const { questionId, showId, text } = input;
  deps.requireJoined(socketId, showId);
  const first = await findQuestion(deps.db, questionId);
  if (first) return toRetried(first, member, input);
  await checkMayRaise(deps, member, input);
  const askedAt = deps.now();
  const stored = await deps.db.transaction().execute(async (tx) => {
    await lockAsker(tx, showId, member.accountId);
    const again = await findQuestion(tx, questionId); // Its twin may have been written while this one waited.
    if (again) return again;
    if ((await countOpenOf(tx, showId, member.accountId)) >= MAX_OPEN_QUESTIONS) {
      throw new AppError('questions.too_many', `${MAX_OPEN_QUESTIONS} questions of this account are open`);
    }
    const asked = { askedAt, text, showId, askerId: member.accountId, askerName: member.displayName };
    return (await insertQuestion(tx, { ...asked, id: questionId })) ?? (await findQuestion(tx, questionId));
  });
  return toRetried(stored, member, input);
}

async function checkMayRaise(
  { db, getShowState, isMuted, limits }: RaiseQuestionDeps,
  { accountId }: Member,
  { showId }: CommandInput<typeof questions.raiseQuestion>,
): Promise<void> {
  const state = await getShowState(db, showId);
  if (!['scheduled', 'postponed', 'live'].includes(state)) {
    throw new AppError('shows.wrong_state', `nobody asks in a show that is ${state}`);
  }
  if (await isMuted(db, showId, accountId)) throw new AppError('chat.muted', 'the host muted this account');
  await limits.take(raiseLimit, `${showId} ${accountId}`);
}

function toRetried(
  stored: QuestionRecord | undefined,
  { accountId }: Member,
  { showId, text }: CommandInput<typeof questions.raiseQuestion>,
): questions.Question {
  if (stored?.askerId === accountId && stored.showId === showId && stored.text === text) return toQuestion(stored);
  throw new AppError('request.key_reused', 'this question id belongs to another question');
}
