import { type AccountId, AppError, type BroadcastPayload, type ShareCode, type shares } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { NamePlace } from '../../platform/place.ts';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import { hashVisitor } from '../../platform/visitor-cookie.ts';
import { readBeacon } from './beacon.ts';
import { judgeVisit, type Reason } from './judge-visit.ts';
import { findShareByCode, insertEvidence, type ShareRow } from './shares.store.ts';
import { type Announce, type TaskLinksDeps, toTaskLink } from './task-links.ts';
import { insertVisit, isVisitorOf, noteVisitorAccount, openVisitWindow } from './visits.store.ts';

export type RecordVisitDeps = Pick<TaskLinksDeps, 'takeClick'> & {
  db: Db;
  now: () => Date;
  newVisitId: () => string;
  beaconKey: Buffer;
  limits: RateLimits;
  namePlace: NamePlace;
  /** After commit: somebody opened her link, anew or again. */
  onVisit: (shopkeeperId: AccountId, visit: BroadcastPayload<typeof shares.visitArrived>) => void;
};

/** What the request itself says about who looks. */
export type Visitor = {
  member: Member | undefined;
  visitorToken: string | undefined;
  userAgent: string;
  purpose: string;
  ip: string;
};
export type VisitInput = { code: ShareCode; beacon: string; visibleMs: number };

const perVisitor: RateLimit = { name: 'visits', points: 60, windowSeconds: 60 };
/** How long nothing more of a visitor counts after a visit by the same link that did. */
const VISIT_WINDOW_MS = 30 * 60_000;
const misses: RateLimit = { name: 'link-misses', points: 120, windowSeconds: 60 };

/**
 * A page behind a link was seen. Kept with a verdict; counted once for a link, a visitor and 30 minutes, never for herself. Her
 * first visit alone is evidence and tells the task. What is seen of a rehearsal is forgotten.
 * @throws AppError `shares.not_found` | `request.rate_limited`
 */
export async function recordVisit(deps: RecordVisitDeps, visitor: Visitor, input: VisitInput): Promise<void> {
  const { db } = deps;
  await deps.limits.take(perVisitor, visitor.visitorToken ?? visitor.ip);
  const share = await getShare(deps, visitor, input.code);
  if (share.isRehearsal) return;
  const reasons = await findReasons(deps, visitor, { ...input, share });
  const visitorId = visitor.visitorToken ? hashVisitor(visitor.visitorToken) : null;
  const visit = { id: deps.newVisitId(), shareId: share.id, visitorId, at: deps.now() };
  if (reasons.length > 0 || visitorId === null) {
    await insertVisit(db, { ...visit, verdict: 'refused', reasons });
    if (visitorId !== null && isOnlyAboutWho(reasons))
      await tellTaskOfRefused(deps, { share, visitor, visitorId, reasons });
    return;
  }
  const counted = await db.transaction().execute(async (tx) => {
    const visits = await openVisitWindow(tx, { ...visit, visitorId, windowMs: VISIT_WINDOW_MS });
    if (visits === undefined) return undefined;
    await insertVisit(tx, { ...visit, verdict: 'counted', reasons: [] });
    if (visits > 1) return {};
    await insertEvidence(tx, { shareId: share.id, grade: 'E2', at: visit.at }); // It came back from elsewhere.
    return { announce: await tellTask(deps, tx, { share, visitor, visitorId, reasons }) };
  });
  if (!counted) return insertVisit(db, { ...visit, verdict: 'repeated', reasons: [] });
  await announce(deps, share, visit.at);
  counted.announce?.();
}

const aboutWho: readonly Reason[] = ['own_session', 'own_device', 'crew_session'];
/** A page that was looked at well enough, by somebody who does not count: the task wants to know of it. */
const isOnlyAboutWho = (reasons: readonly Reason[]) => reasons.every((reason) => aboutWho.includes(reason));

type Seen = { share: ShareRow; visitor: Visitor; visitorId: Buffer; reasons: readonly Reason[] };

async function tellTaskOfRefused(deps: RecordVisitDeps, seen: Seen): Promise<void> {
  const announce = await deps.db.transaction().execute((tx) => tellTask(deps, tx, seen));
  announce?.();
}

/** A visit through a link that was made for a task is weighed by it. */
async function tellTask(
  deps: RecordVisitDeps,
  tx: Db,
  { reasons, share, visitor, visitorId }: Seen,
): Promise<Announce | undefined> {
  const link = toTaskLink(share);
  if (!link) return undefined;
  const at = deps.now();
  const isOwn = reasons.includes('own_session') || reasons.includes('own_device');
  const isCrew = reasons.includes('crew_session');
  return deps.takeClick(tx, { ...link, at, visitorId, place: deps.namePlace(visitor, at), isOwn, isCrew });
}

async function getShare({ db, limits }: RecordVisitDeps, { ip }: Visitor, code: ShareCode): Promise<ShareRow> {
  const share = await findShareByCode(db, code);
  if (share) return share;
  await limits.take(misses, ip);
  throw new AppError('shares.not_found', 'no such link');
}

async function findReasons(deps: RecordVisitDeps, visitor: Visitor, input: VisitInput & { share: ShareRow }) {
  const { db } = deps;
  const { member, visitorToken } = visitor;
  const { shopkeeperId } = input.share;
  const now = deps.now();
  const visitorId = visitorToken === undefined ? undefined : hashVisitor(visitorToken);
  if (visitorId && member) await noteVisitorAccount(db, visitorId, member.accountId, now);
  return judgeVisit({
    now,
    member,
    shopkeeperId,
    userAgent: visitor.userAgent,
    purpose: visitor.purpose,
    hasVisitor: visitorToken !== undefined,
    visibleMs: input.visibleMs,
    beacon: readBeacon(deps.beaconKey, input.beacon, { code: input.code, visitorToken: visitorToken ?? '', now }),
    isOwnDevice: visitorId !== undefined && (await isVisitorOf(db, visitorId, shopkeeperId)),
  });
}

async function announce(deps: RecordVisitDeps, share: ShareRow, at: Date): Promise<void> {
  const { id: shareId, materialId, shopkeeperId, showId } = share;
  const { visitors, visits } = (await findShareByCode(deps.db, share.code)) ?? share;
  deps.onVisit(shopkeeperId, { showId, shareId, materialId, visitors, visits, at: at.toISOString() });
}
