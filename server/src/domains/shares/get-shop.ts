import {
  type AccountId,
  AppError,
  type catalog,
  type MaterialId,
  type replays,
  type ShareCode,
  type ShowId,
  type shares,
  type shows,
  type VariantId,
} from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import { type KeepProven, writeProven } from '../../platform/said-words.ts';
import { sayPage } from './prove-page.ts';
import { chooseShopStatus, type PlaybackStatus } from './shop-status.ts';

/** What stands behind a link; a read-only view fills it. */
export type ShopFacts = {
  code: ShareCode;
  materialId: MaterialId;
  shopkeeper: { accountId: AccountId; displayName: string; tagline: string; face: catalog.Picture | null };
  show: {
    showId: ShowId;
    title: string;
    state: shows.ShowState;
    startsAt: Date | null;
    timeZone: string;
    isHostAway: boolean;
    isRehearsal: boolean;
    cover: catalog.Picture | null;
    brandName: string;
  };
  material: catalog.Material;
  isRecalled: boolean;
  correction?: { text: string; at: Date; replacement: ShopReplacement | null } | undefined;
  shopAddress: string | null;
  studiedAt: string | null;
  faqs: readonly { question: string; answer: string }[];
  unitsInStock: number | null;
  variants: readonly { variantId: VariantId; name: string; priceMinor: number; unitsInStock: number }[];
  isAdMarked: boolean;
};

/** What a page shows in place of a recalled material. */
export type ShopReplacement = { materialId: MaterialId; title: string; text: string; picture: catalog.Picture | null };

export type ShopPlayback = {
  status: PlaybackStatus;
  hlsPath: string | null;
  durationMs: number | null;
  chapters: replays.Chapter[];
  cards: shares.ShopCard[];
  productStartsMs: number;
};

export type GetShopDeps = {
  db: Db;
  now: () => Date;
  limits: RateLimits;
  keepProven: KeepProven;
  findSharePage: (db: Db, code: ShareCode) => Promise<ShopFacts | undefined>;
  getPlayback: (
    show: { showId: ShowId; title: string; isLive: boolean },
    link: { code: ShareCode; materialId: MaterialId },
  ) => Promise<ShopPlayback>;
};

/** A page behind a link: its facts, and what it shows now; both without what nothing proves any more. */
export type ShopPage = { facts: ShopFacts; state: shares.ShopState };

const misses: RateLimit = { name: 'link-misses', points: 120, windowSeconds: 60 };

/**
 * What the page behind a link shows now. Every code that nobody has is answered alike.
 * @throws AppError `shares.not_found` | `request.rate_limited` for those who try many
 */
export async function getShopPage(deps: GetShopDeps, code: ShareCode, ip: string): Promise<ShopPage> {
  const facts = await deps.findSharePage(deps.db, code);
  if (!facts) {
    await deps.limits.take(misses, ip);
    throw new AppError('shares.not_found', 'no such link');
  }
  const { show } = facts;
  const playback = await deps.getPlayback({ ...show, isLive: show.state === 'live' }, facts);
  const now = deps.now();
  const page = await writeProven(
    (said) => deps.keepProven(deps.db, said, now),
    (say) => sayPage(say, { facts, playback }),
  );
  return { facts: page.facts, state: toShopState(page.facts, page.playback, now) };
}

function toShopState({ isRecalled, material, show }: ShopFacts, playback: ShopPlayback, now: Date): shares.ShopState {
  return {
    show: {
      title: show.title,
      status: chooseShopStatus(show, playback.status),
      startsAt: show.state === 'postponed' ? null : (show.startsAt?.toISOString() ?? null),
      hlsPath: playback.hlsPath,
      durationMs: playback.durationMs,
      productStartsMs: playback.productStartsMs,
      cards: playback.cards,
      chapters: playback.chapters.map(({ kind, picture, startsMs, title }) => ({ kind, picture, startsMs, title })),
    },
    product: isRecalled ? null : material.product,
    isRecalled,
    serverNow: now.toISOString(),
  };
}
