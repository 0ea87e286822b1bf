import { z } from 'zod';
import { AccountId, EvidenceId, ShowId, TaskId } from '../ids.ts';
import { Instant } from '../time.ts';
import { TaskGrade } from './task.ts';

/** Held evidence gives nothing until an operator releases it, and then once. */
export const EvidenceVerdict = z.enum(['counted', 'held', 'released', 'rejected']);
export type EvidenceVerdict = z.infer<typeof EvidenceVerdict>;

/** Why evidence is held. */
export const HoldReason = z.enum([
  /** After the deadline, or for a task that was withdrawn. */
  'late',
  /** The same claim on the same link again and again. */
  'repeated',
  /** Sooner after the task, the link or the last forward than a person can. */
  'too_fast',
  /** From a browser of hers, or from address and browser that a session of hers had within 24 h. */
  'self_click',
  /** From a browser that signed in as host or operator. */
  'crew_click',
  /** One device that opened links of several shopkeepers, or several links of one task. */
  'one_device',
  /** Many visitors from one address at once. */
  'click_burst',
  /** An order whose commission is held, or was rejected. */
  'self_order',
  /** An order that was refunded whole. */
  'refunded',
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** What is judged with the order, never with the evidence: it follows by itself. */
export const judgedWithOrder = ['self_order', 'refunded'] as const satisfies readonly HoldReason[];

/** Evidence that was held, as the operator sees it. */
export const HeldEvidence = z.strictObject({
  evidenceId: EvidenceId,
  showId: ShowId,
  showTitle: z.string(),
  taskId: TaskId,
  taskTitle: z.string(),
  shopkeeper: z.strictObject({ accountId: AccountId, displayName: z.string() }),
  grade: TaskGrade,
  at: Instant,
  verdict: EvidenceVerdict.exclude(['counted']),
  reasons: z.array(HoldReason),
});
export type HeldEvidence = z.infer<typeof HeldEvidence>;
