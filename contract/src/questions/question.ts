import { z } from 'zod';
import { FaqId, ProductId, QuestionId } from '../ids.ts';
import { MAX_ANSWER_LENGTH, MAX_RAISED_LENGTH } from '../limits.ts';
import { line, paragraph } from '../text.ts';
import { DurationMs, Instant } from '../time.ts';

export const QuestionState = z.enum(['open', 'answering', 'answered', 'dismissed']);
export type QuestionState = z.infer<typeof QuestionState>;

export const RaisedText = line(MAX_RAISED_LENGTH);
/** Empty when the host said it live. */
export const AnswerText = paragraph(MAX_ANSWER_LENGTH);
export const FaqAnswer = AnswerText.pipe(z.string().min(1));

/** A question as everybody in the show sees it. */
export const Question = z.strictObject({
  questionId: QuestionId,
  text: z.string(),
  askerName: z.string(),
  askedAt: Instant,
  state: QuestionState,
  votes: z.int(),
  /** `text` is empty when the host said it live; `programmeMs` is where in the recording. */
  answer: z.strictObject({ text: z.string(), at: Instant, programmeMs: DurationMs }).nullable(),
});
export type Question = z.infer<typeof Question>;

/** Told to everybody, once for each answer to a question. */
export const AnsweredQuestion = z.strictObject({
  questionId: QuestionId,
  text: z.string(),
  askerName: z.string(),
  votes: z.int(),
  /** Empty when the host said it live. */
  answer: z.string(),
});
export type AnsweredQuestion = z.infer<typeof AnsweredQuestion>;

/** What buyers of a product are told. */
export const Faq = z.strictObject({ faqId: FaqId, productId: ProductId, question: z.string(), answer: z.string() });
export type Faq = z.infer<typeof Faq>;

/** With what the crew wants to know of it. */
export const FiledFaq = Faq.extend({ showTitle: z.string().nullable(), filedAt: Instant });
export type FiledFaq = z.infer<typeof FiledFaq>;

export const ShowFaq = Faq.extend({
  productName: z.string(),
  /** Of which question it was filed, in whatever show. */
  questionId: QuestionId.nullable(),
});
export type ShowFaq = z.infer<typeof ShowFaq>;
