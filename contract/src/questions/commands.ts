import { z } from 'zod';
import { command } from '../command.ts';
import { FaqId, IdempotencyKey, ProductId, QuestionId, ShowId } from '../ids.ts';
import { crew, members, shopkeepers } from '../roles.ts';
import { AnswerText, FaqAnswer, Question, RaisedText, ShowFaq } from './question.ts';

const hostCommand = { showId: ShowId, idempotencyKey: IdempotencyKey, questionId: QuestionId };
const hostErrors = ['shows.not_found', 'questions.not_found', 'request.key_reused'] as const;

export const raiseQuestion = command({
  name: 'question:raise',
  callers: shopkeepers,
  input: z.strictObject({
    showId: ShowId,
    /** Made by the client: a retry with the same id is the same question. */
    questionId: QuestionId,
    text: RaisedText,
  }),
  output: Question,
  errors: [
    'shows.not_joined',
    'shows.wrong_state',
    'chat.muted',
    'questions.too_many',
    'request.rate_limited',
    'request.key_reused',
  ],
  summary: 'Raises a question in the lobby or the live show; it has her own vote. At most three of hers are open',
});

export const voteQuestion = command({
  name: 'question:vote',
  callers: shopkeepers,
  input: z.strictObject({ showId: ShowId, questionId: QuestionId, isWanted: z.boolean() }),
  output: z.strictObject({ votes: z.int(), isWanted: z.boolean() }),
  errors: ['shows.not_joined', 'questions.not_found', 'server.unavailable'],
  summary: 'Wants an answer too, or no more; answered after commit, safe to repeat. Answers what stands',
});

export const listQuestions = command({
  name: 'questions:list',
  callers: members,
  input: z.strictObject({ showId: ShowId }),
  output: z.strictObject({
    /** Those most wanted and answered last, at most 50 each, and all of the caller's own. */
    questions: z.array(Question),
    mine: z.array(QuestionId),
    voted: z.array(QuestionId),
    /** What buyers are told of the show's products, at most 50. */
    faqs: z.array(ShowFaq),
  }),
  errors: ['shows.not_joined'],
  summary: 'The questions of a show and what is answered already',
});

export const moveQuestion = command({
  name: 'question:move',
  callers: crew,
  input: z.strictObject({ ...hostCommand, to: z.enum(['open', 'answering', 'dismissed']) }),
  output: z.strictObject({}),
  errors: [...hostErrors, 'questions.wrong_state'],
  summary: 'Takes a question up, puts it back or dismisses it; what is answered stays answered',
});

export const answerQuestion = command({
  name: 'question:answer',
  callers: crew,
  input: z.strictObject({ ...hostCommand, answer: AnswerText }),
  output: z.strictObject({ seq: z.int() }),
  errors: hostErrors,
  summary: 'Answers a question in words, or live with none; everybody is told. Answering again corrects it',
});

export const fileFaq = command({
  name: 'question:file',
  callers: crew,
  input: z.strictObject({
    ...hostCommand,
    productId: ProductId,
    question: RaisedText,
    answer: FaqAnswer,
  }),
  output: z.strictObject({ faqId: FaqId }),
  errors: [...hostErrors, 'catalog.not_found', 'catalog.claim_unproven', 'shows.wrong_state'],
  summary:
    'Files a question under a product of the show, for its buyers; once for each product. A rehearsal files none',
});
