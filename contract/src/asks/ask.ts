import { z } from 'zod';
import { AskId, PreparedAskId, ProductId, SegmentId } from '../ids.ts';
import {
  MAX_ASK_SECONDS,
  MAX_OPTION_LENGTH,
  MAX_POLL_OPTIONS,
  MAX_QUESTION_LENGTH,
  MAX_QUIZ_OPTIONS,
  MAX_QUIZ_QUESTIONS,
  MAX_SURPRISE_MINUTES,
  MIN_ASK_SECONDS,
  MIN_SURPRISE_MINUTES,
} from '../limits.ts';
import { line, paragraph } from '../text.ts';
import { Instant } from '../time.ts';

export const AskKind = z.enum(['check_in', 'quiz', 'poll']);
export type AskKind = z.infer<typeof AskKind>;

/** How long an ask stays open. */
export const OpenSeconds = z.int().min(MIN_ASK_SECONDS).max(MAX_ASK_SECONDS);

const options = (max: number) => z.array(line(MAX_OPTION_LENGTH)).min(2).max(max);

/** One question of a quiz as the crew writes it: one option is right, and why. */
export const QuizQuestion = z
  .strictObject({
    text: line(MAX_QUESTION_LENGTH),
    options: options(MAX_QUIZ_OPTIONS),
    rightOption: z.int().min(0),
    explanation: paragraph(MAX_QUESTION_LENGTH).default(''),
  })
  .refine(({ options: given, rightOption }) => rightOption < given.length, 'the right option is one of the options');
export type QuizQuestion = z.infer<typeof QuizQuestion>;

/** What is asked, as the crew writes it: prepared in the run of show or made on the spot. */
export const AskDraft = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('quiz'),
    questions: z.array(QuizQuestion).min(1).max(MAX_QUIZ_QUESTIONS),
    /** The product that it is about: who answers all right has studied it. */
    productId: ProductId.nullable(),
    openSeconds: OpenSeconds,
  }),
  z.strictObject({
    kind: z.literal('poll'),
    text: line(MAX_QUESTION_LENGTH),
    options: options(MAX_POLL_OPTIONS),
    /** Whether everybody sees the bars while it is open; at the close everybody does. */
    showsResultsLive: z.boolean(),
    openSeconds: OpenSeconds,
  }),
]);
export type AskDraft = z.infer<typeof AskDraft>;

export const PreparedAsk = z.strictObject({
  preparedAskId: PreparedAskId,
  /** The segment it stands under; of one that was taken out since, it stands under none. */
  segmentId: SegmentId.nullable(),
  draft: AskDraft,
});
export type PreparedAsk = z.infer<typeof PreparedAsk>;

/** A question as it is asked: without what is right. */
export const AskedQuestion = z.strictObject({ text: z.string(), options: z.array(z.string()) });
export const AskedProduct = z.strictObject({ productId: ProductId, name: z.string() });

/** What everybody is told of an open ask. A check-in has no question. */
export const OpenedAsk = z.strictObject({
  askId: AskId,
  kind: AskKind,
  questions: z.array(AskedQuestion),
  product: AskedProduct.nullable(),
  /** Until then it can be answered. */
  closesAt: Instant,
  /** The server chose the moment. */
  isSurprise: z.boolean(),
  showsResultsLive: z.boolean(),
});
export type OpenedAsk = z.infer<typeof OpenedAsk>;

/** People by question and option. A check-in has one of each. */
export const AskCounts = z.array(z.array(z.int()));
export type AskCounts = z.infer<typeof AskCounts>;

/** What was right; told at the close and never before. */
export const Solution = z.strictObject({ rightOption: z.int(), explanation: z.string() });
export type Solution = z.infer<typeof Solution>;

/** How it went, as everybody is told. */
export const ClosedAsk = z.strictObject({
  askId: AskId,
  counts: AskCounts,
  /** Of a quiz, question by question; else empty. */
  solutions: z.array(Solution),
});
export type ClosedAsk = z.infer<typeof ClosedAsk>;

/** The server asks by itself every so many minutes on average; nobody is told when. */
export const SurpriseCheckIns = z.strictObject({
  everyMinutes: z.int().min(MIN_SURPRISE_MINUTES).max(MAX_SURPRISE_MINUTES),
  openSeconds: OpenSeconds,
});
export type SurpriseCheckIns = z.infer<typeof SurpriseCheckIns>;

/** One ask as the crew sees it, open or over. */
export const AskRow = OpenedAsk.extend({
  preparedAskId: PreparedAskId.nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  solutions: z.array(Solution),
  counts: AskCounts,
});
export type AskRow = z.infer<typeof AskRow>;

/** What a shopkeeper answered, or did not. */
export const AnswerRow = z.strictObject({
  displayName: z.string(),
  isPresent: z.boolean(),
  /** The option of each question; null where she gave none. */
  options: z.array(z.int().nullable()),
  /** Faster than a person can be: kept, and marked. */
  isTooFast: z.boolean(),
});
export type AnswerRow = z.infer<typeof AnswerRow>;

/** She has studied this product: she answered a quiz about it all right. */
export const Badge = z.strictObject({ productId: ProductId, productName: z.string(), earnedAt: Instant });
export type Badge = z.infer<typeof Badge>;
