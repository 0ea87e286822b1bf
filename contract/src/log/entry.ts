import { z } from 'zod';
import { ClosedAsk, OpenedAsk } from '../asks/ask.ts';
import { Material } from '../catalog/catalog.ts';
import { SegmentId, TaskId } from '../ids.ts';
import { AnsweredQuestion } from '../questions/question.ts';
import { EndReason } from '../shows/show.ts';
import { CloseReason, OpenedTask } from '../tasks/task.ts';
import { DurationMs, Instant } from '../time.ts';

const position = {
  /** 1, 2, 3… without gaps within a show's epoch. */
  seq: z.int().min(1),
  at: Instant,
  /** Time in the recording. An estimate while live; the replay derives it anew from `at` and the runs. */
  programmeMs: DurationMs,
};
const entry = <const K extends string, B extends z.ZodType>(kind: K, body: B) =>
  z.strictObject({ ...position, kind: z.literal(kind), body });

/** Everything the host does to the school. A client skips kinds it does not know, and counts their seq as applied. */
export const LogEntry = z.discriminatedUnion('kind', [
  /** Told to those who wait for it: a date, another date, no date yet, or that it will not be. */
  entry('show.scheduled', z.strictObject({ startsAt: Instant, formerStartsAt: Instant.nullable() })),
  entry('show.postponed', z.strictObject({ formerStartsAt: Instant.nullable() })),
  entry('show.cancelled', z.strictObject({})),
  entry('show.wentLive', z.strictObject({})),
  entry('show.hostAway', z.strictObject({})),
  entry('show.hostBack', z.strictObject({})),
  entry('show.ended', z.strictObject({ reason: EndReason })),
  entry('segment.changed', z.strictObject({ segmentId: SegmentId, title: z.string() })),
  /** Carries the material as it was when dropped: a later edit changes nothing that was sent. */
  entry('drop.published', z.strictObject({ material: Material })),
  entry('drop.recalled', z.strictObject({ dropSeq: z.int().min(1) })),
  /** The recall of its material was taken back. */
  entry('drop.restored', z.strictObject({ dropSeq: z.int().min(1) })),
  entry('ask.opened', OpenedAsk),
  entry('ask.closed', ClosedAsk),
  entry('goal.set', z.strictObject({ target: z.int().min(1) })),
  /** Once for each target that was set. */
  entry('goal.reached', z.strictObject({ target: z.int().min(1), cameBack: z.int().min(1) })),
  entry('task.opened', z.strictObject({ task: OpenedTask })),
  entry('question.answered', AnsweredQuestion),
  entry('task.closed', z.strictObject({ taskId: TaskId, reason: CloseReason })),
]);
export type LogEntry = z.infer<typeof LogEntry>;
export type LogEntryKind = LogEntry['kind'];
export type LogEntryBody<K extends LogEntryKind> = Extract<LogEntry, { kind: K }>['body'];
