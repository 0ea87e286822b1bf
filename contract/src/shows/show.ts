import { z } from 'zod';
import { Person } from '../accounts/account.ts';
import { Brand, Material, Picture, Product } from '../catalog/catalog.ts';
import { AccountId, MaterialId, SegmentId, ShowId } from '../ids.ts';
import { MAX_MATERIALS_PER_SEGMENT, MAX_TEXT_LENGTH, MAX_TITLE_LENGTH } from '../limits.ts';
import { line, paragraph } from '../text.ts';
import { DurationMs, Instant, TimeZone } from '../time.ts';

/** draft → scheduled → live → ended → archived; a scheduled show may be postponed (no date) or cancelled. */
export const ShowState = z.enum(['draft', 'scheduled', 'postponed', 'live', 'ended', 'archived', 'cancelled']);
export type ShowState = z.infer<typeof ShowState>;

export const SegmentKind = z.enum(['brand_trust', 'product', 'category_knowledge', 'forwarding', 'q_and_a']);
export type SegmentKind = z.infer<typeof SegmentKind>;

/** Why a live show ended. */
export const EndReason = z.enum(['host', 'operator', 'too_long']);

export const Segment = z.strictObject({
  segmentId: SegmentId,
  kind: SegmentKind,
  title: z.string(),
  /** What the host says first; the next segment's is readable in the studio. */
  openingLine: z.string(),
  plannedMinutes: z.int(),
  materials: z.array(Material),
});
export type Segment = z.infer<typeof Segment>;

/** A segment as the editor sends it; one without id is new. */
export const SegmentDraft = z.strictObject({
  segmentId: SegmentId.optional(),
  kind: SegmentKind,
  title: line(MAX_TITLE_LENGTH),
  openingLine: paragraph(MAX_TEXT_LENGTH).default(''),
  plannedMinutes: z.int().min(1).max(240),
  materialIds: z.array(MaterialId).max(MAX_MATERIALS_PER_SEGMENT).default([]),
});

/** One line in a list of shows. */
export const ShowRow = z.strictObject({
  showId: ShowId,
  title: z.string(),
  state: ShowState,
  startsAt: Instant.nullable(),
  timeZone: TimeZone,
  cover: Picture.nullable(),
  brandName: z.string(),
  host: Person,
  wentLiveAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  hasReplay: z.boolean(),
  guestCount: z.int(),
  /** A trial before invited people, which counts in no number. */
  isRehearsal: z.boolean(),
  /** Whether the caller asked to be told before it begins. */
  isReminded: z.boolean(),
});
export type ShowRow = z.infer<typeof ShowRow>;

/** A show as its crew sees it: studio and editor. */
export const Show = z.strictObject({
  showId: ShowId,
  /** Rises with every change of the plan; an edit names the version it was made on. */
  version: z.int(),
  title: z.string(),
  summary: z.string(),
  state: ShowState,
  brand: Brand,
  host: Person,
  cover: Picture.nullable(),
  startsAt: Instant.nullable(),
  timeZone: TimeZone,
  maxLengthMs: DurationMs,
  wentLiveAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  endReason: EndReason.nullable(),
  /** Since when nothing comes from the host of a live show; null while she is there. */
  hostAwaySince: Instant.nullable(),
  products: z.array(Product),
  segments: z.array(Segment),
  guestCount: z.int(),
  hasReplay: z.boolean(),
  isRehearsal: z.boolean(),
  /** The show that this rehearsal tries out. */
  rehearsalOf: ShowId.nullable(),
  /** The rehearsal of this show that is not over yet. */
  rehearsalId: ShowId.nullable(),
  /** How many asked to be told before it begins. */
  remindedCount: z.int(),
});
export type Show = z.infer<typeof Show>;

/** A show as an invited shopkeeper sees it: nothing that is still to be dropped. */
export const RoomPage = z.strictObject({
  showId: ShowId,
  title: z.string(),
  summary: z.string(),
  state: ShowState,
  brand: Brand,
  host: Person,
  cover: Picture.nullable(),
  startsAt: Instant.nullable(),
  timeZone: TimeZone,
  wentLiveAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  hostAwaySince: Instant.nullable(),
  products: z.array(Product),
  segments: z.array(
    z.strictObject({ segmentId: SegmentId, kind: SegmentKind, title: z.string(), plannedMinutes: z.int() }),
  ),
  hasReplay: z.boolean(),
  isRehearsal: z.boolean(),
  /** Whether she asked to be told before it begins, on any device. */
  isReminded: z.boolean(),
  /** Her calendar file below the public URL; null when the show never had a date. */
  calendarPath: z.string().nullable(),
  /** The server's clock as it answered, for the countdown. */
  serverNow: Instant,
});
export type RoomPage = z.infer<typeof RoomPage>;

/** A show that she asked to be told of, while it is to come. */
export const Reminder = z.strictObject({
  showId: ShowId,
  title: z.string(),
  startsAt: Instant,
  timeZone: TimeZone,
  isRehearsal: z.boolean(),
});
export type Reminder = z.infer<typeof Reminder>;

export const GuestRow = Person.extend({
  accountId: AccountId,
  accountName: z.string(),
  invitedAt: Instant,
  isOnline: z.boolean(),
});
export type GuestRow = z.infer<typeof GuestRow>;
