import { z } from 'zod';
import { Picture } from '../catalog/catalog.ts';
import { MaterialId, OrderId, RecallId } from '../ids.ts';
import { OrderState } from '../orders/order-state.ts';
import { Instant } from '../time.ts';

/** What a material came to, rehearsals left out: a recall concerns all of it. */
export const RecallReach = z.strictObject({
  links: z.int(),
  shopkeepers: z.int(),
  /** Orders placed through those links, without what was given up unpaid. */
  orders: z.int(),
});
export type RecallReach = z.infer<typeof RecallReach>;

/** A recall that stands. */
export const Recall = z.strictObject({
  recallId: RecallId,
  /** For the crew and the shopkeepers. */
  reason: z.string(),
  /** What consumers read behind every link and printed code. */
  correction: z.string(),
  replacement: z.strictObject({ materialId: MaterialId, title: z.string() }).nullable(),
  recalledAt: Instant,
  /** Of the shopkeepers who have links. */
  seen: z.int(),
  done: z.int(),
});
export type Recall = z.infer<typeof Recall>;

/** One act on a material, kept for ever. */
export const RecallAct = z.strictObject({
  recallId: RecallId,
  kind: z.enum(['recalled', 'restored']),
  reason: z.string(),
  byName: z.string(),
  at: Instant,
});
export type RecallAct = z.infer<typeof RecallAct>;

/** A material as far as recalls go. */
export const RecallState = z.strictObject({
  materialId: MaterialId,
  title: z.string(),
  reach: RecallReach,
  standing: Recall.nullable(),
  /** Newest first, at most 50. */
  acts: z.array(RecallAct),
});
export type RecallState = z.infer<typeof RecallState>;

const bought = {
  orderId: OrderId,
  productName: z.string(),
  quantity: z.int(),
  state: OrderState,
  placedAt: Instant,
};

/** Somebody to serve, as the merchant sees her. */
export const AffectedBuyer = z.strictObject({
  ...bought,
  name: z.string(),
  phone: z.string(),
  shopkeeperName: z.string(),
});
export type AffectedBuyer = z.infer<typeof AffectedBuyer>;

/** What one shopkeeper needs to put a recalled material right. */
export const RecallKit = z.strictObject({
  recallId: RecallId,
  title: z.string(),
  picture: Picture.nullable(),
  reason: z.string(),
  correction: z.string(),
  recalledAt: Instant,
  /** One link of hers: it shows the correction. */
  url: z.url(),
  /** Her groups that she sent it to, with the link that each got. */
  groups: z.array(z.strictObject({ name: z.string(), members: z.int(), url: z.url() })),
  /** Whether she sent it without naming a group. */
  isSentElsewhere: z.boolean(),
  /** Who bought through her links, masked, newest first, at most 100. */
  buyers: z.array(z.strictObject({ ...bought, maskedName: z.string(), maskedPhone: z.string() })),
  seenAt: Instant.nullable(),
  doneAt: Instant.nullable(),
});
export type RecallKit = z.infer<typeof RecallKit>;
