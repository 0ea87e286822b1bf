import { z } from 'zod';
import { Picture, PosterTemplate, Product } from '../catalog/catalog.ts';
import { GroupId, MaterialId, ShareCode, ShareId, ShowId, TaskId } from '../ids.ts';
import { Money } from '../money.ts';
import { DurationMs, Instant } from '../time.ts';

/** How surely a forward happened: said so; share sheet opened or picture saved; a click came back from elsewhere. */
export const EvidenceGrade = z.enum(['E0', 'E1', 'E2']);
export type EvidenceGrade = z.infer<typeof EvidenceGrade>;

/** A shopkeeper's personal link for one material of one show. */
export const Share = z.strictObject({
  shareId: ShareId,
  code: ShareCode,
  showId: ShowId,
  materialId: MaterialId,
  title: z.string(),
  /** Absolute, to forward. */
  url: z.url(),
  /** Her poster with her name and QR, below the public URL; null when the material has no picture. */
  posterPath: z.string().nullable(),
  /** The same in each template that the crew allows, the first first; empty without a poster. `&lang=en` writes English. */
  posters: z.array(z.strictObject({ template: PosterTemplate, path: z.string() })),
  /** The highest grade so far; null before she forwarded. */
  evidence: EvidenceGrade.nullable(),
  /** Visitors counted, each once. */
  visitors: z.int(),
  /** How often they came: once for a visitor and 30 minutes. */
  visits: z.int(),
  createdAt: Instant,
  /** The task and the group of hers that the link was made for. */
  taskId: TaskId.nullable(),
  groupId: GroupId.nullable(),
  /** Sentences of the material, and of her words for it, that nothing proves now: she sends her words without them. */
  unproven: z.array(z.string()),
});
export type Share = z.infer<typeof Share>;

/** What was dropped at a moment of the programme; her link for it is made when somebody goes there. */
export const ShopCard = z.strictObject({
  startsMs: DurationMs,
  materialId: MaterialId,
  title: z.string(),
  picture: Picture.nullable(),
  price: Money.nullable(),
  /** Its variants differ in price: this is the lowest. */
  isFromPrice: z.boolean().optional(),
});
export type ShopCard = z.infer<typeof ShopCard>;

/** What the consumer's page shows behind a link, as its island polls it. */
export const ShopState = z.strictObject({
  show: z.strictObject({
    title: z.string(),
    status: z.enum(['upcoming', 'live', 'host_away', 'replay', 'replay_pending', 'no_replay', 'cancelled']),
    startsAt: Instant.nullable(),
    /** Playlist to play now, below the public URL: live or replay. */
    hlsPath: z.string().nullable(),
    durationMs: DurationMs.nullable(),
    /** Where the product of this link begins in the replay. */
    productStartsMs: DurationMs,
    chapters: z.array(
      z.strictObject({
        title: z.string(),
        startsMs: DurationMs,
        kind: z.enum(['segment', 'drop']),
        picture: Picture.nullable(),
      }),
    ),
    /** Of a replay, by programme time. */
    cards: z.array(ShopCard),
  }),
  product: Product.nullable(),
  isRecalled: z.boolean(),
  serverNow: Instant,
});
export type ShopState = z.infer<typeof ShopState>;
