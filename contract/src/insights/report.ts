import { z } from 'zod';
import { AskKind } from '../asks/ask.ts';
import { AccountId, AskId, ShowId, TaskId } from '../ids.ts';
import { MoneySum } from '../money.ts';
import { DurationMs, Instant } from '../time.ts';

/** Orders that were paid, and what they are worth after refunds, currency by currency. */
const sold = { orders: z.int(), sales: z.array(MoneySum) };

/** The school as a whole. */
export const ReportSchool = z.strictObject({
  invited: z.int(),
  /** Shopkeepers who were there while the show was live. */
  came: z.int(),
  /** The most who were there at once; null where nobody kept count. */
  peak: z.strictObject({ people: z.int(), at: Instant }).nullable(),
  /** Half of those who came really watched for at least so long; null when nobody came. */
  medianStayMs: DurationMs.nullable(),
  /** What all of them watched, together. */
  watchedMs: DurationMs,
  chatMessages: z.int(),
  questions: z.int(),
  questionsAnswered: z.int(),
  forwarders: z.int(),
  clicks: z.int(),
  ...sold,
});
export type ReportSchool = z.infer<typeof ReportSchool>;

/** One drop; links count for the drop that they were made from. */
export const ReportDrop = z.strictObject({
  dropSeq: z.int(),
  at: Instant,
  title: z.string(),
  isRecalled: z.boolean(),
  /** Shopkeepers. */
  seen: z.int(),
  saved: z.int(),
  forwarded: z.int(),
  /** Counted visits of consumers. */
  clicks: z.int(),
  ...sold,
});
export type ReportDrop = z.infer<typeof ReportDrop>;

export const ReportShopkeeper = z.strictObject({
  accountId: AccountId,
  displayName: z.string(),
  stayMs: DurationMs,
  /** Materials. */
  forwarded: z.int(),
  clicks: z.int(),
  points: z.int(),
  ...sold,
});
export type ReportShopkeeper = z.infer<typeof ReportShopkeeper>;

/** One forwarding task; each person counts in every column that she reached. */
export const ReportTask = z.strictObject({
  taskId: TaskId,
  title: z.string(),
  openedAt: Instant,
  targetForwards: z.int(),
  forwarded: z.int(),
  opened: z.int(),
  ordered: z.int(),
  held: z.int(),
});
export type ReportTask = z.infer<typeof ReportTask>;

export const ReportAsk = z.strictObject({
  askId: AskId,
  kind: AskKind,
  /** Its first question; null for a check-in. */
  text: z.string().nullable(),
  openedAt: Instant,
  answered: z.int(),
  /** Who answered a quiz all right; null where nothing is right. */
  allRight: z.int().nullable(),
});
export type ReportAsk = z.infer<typeof ReportAsk>;

/** What came of a show that is over. Clicks and orders go on: the same question later has larger figures. */
export const ShowReport = z.strictObject({
  showId: ShowId,
  title: z.string(),
  isRehearsal: z.boolean(),
  wentLiveAt: Instant,
  endedAt: Instant,
  /** When this was counted. */
  countedAt: Instant,
  school: ReportSchool,
  drops: z.array(ReportDrop),
  tasks: z.array(ReportTask),
  asks: z.array(ReportAsk),
  /** Who brought most, at most ten. */
  shopkeepers: z.array(ReportShopkeeper),
});
export type ShowReport = z.infer<typeof ShowReport>;

/** A part of a report that is a table of its own. */
export const ReportTable = z.enum(['drops', 'tasks', 'asks', 'shopkeepers']);
export type ReportTable = z.infer<typeof ReportTable>;
