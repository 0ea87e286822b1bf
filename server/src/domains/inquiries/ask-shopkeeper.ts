import { type AccountId, AppError, type inquiries, MAX_WAITING_INQUIRIES, type ShareCode } from '@shoal/contract';
import type { RateLimit } from '../../platform/rate-limits.ts';
import { hashVisitor } from '../../platform/visitor-cookie.ts';
import {
  countUnread,
  countWaiting,
  findByKey,
  type InquiryRecord,
  insertInquiry,
  listOfVisitor,
  lockVisitor,
} from './inquiries.store.ts';
import type { InquiriesDeps } from './inquiries-deps.ts';
import { toInquiryPath } from './inquiry-link.ts';

/** What the request itself says about who asks. */
export type Asker = { visitorToken: string | undefined; userAgent: string; ip: string };

const perVisitor: RateLimit = { name: 'inquiries', points: 10, windowSeconds: 600 };
/** A family behind one address asks, a shop of robots does not. */
const perAddress: RateLimit = { name: 'inquiries-address', points: 40, windowSeconds: 600 };
const misses: RateLimit = { name: 'link-misses', points: 120, windowSeconds: 60 };
const WAITING_MS = 86_400_000;

/**
 * A visitor's question, once for a key, into the inbox of the shopkeeper whose page it is. Who was blocked is answered like
 * anybody.
 * @throws AppError `shares.not_found` | `inquiries.refused` | `inquiries.too_many` | `request.rate_limited` |
 * `request.key_reused` for another question
 */
export async function askShopkeeper(
  deps: InquiriesDeps,
  asker: Asker,
  { beacon, code, ...asked }: inquiries.NewInquiry & { code: ShareCode },
): Promise<inquiries.OwnInquiry> {
  const { visitorToken } = asker;
  const link = await getLink(deps, asker.ip, code);
  await deps.limits.take(perAddress, asker.ip);
  if (visitorToken === undefined || deps.isRobot(asker.userAgent) || !deps.isOwnBeacon(beacon, { code, visitorToken }))
    throw new AppError('inquiries.refused', 'not asked from a page of ours by a browser that keeps its cookie');
  await deps.limits.take(perVisitor, visitorToken);
  const visitorId = hashVisitor(visitorToken);
  const { inquiry, isNew } = await deps.db.transaction().execute(async (tx) => {
    await lockVisitor(tx, visitorId);
    const first = await findByKey(tx, visitorId, asked.idempotencyKey);
    if (first) return { inquiry: checkSame(first, { ...link, text: asked.text }), isNew: false };
    const askedAt = deps.now();
    const since = new Date(askedAt.getTime() - WAITING_MS);
    if ((await countWaiting(tx, { ...link, visitorId }, since)) >= MAX_WAITING_INQUIRIES)
      throw new AppError('inquiries.too_many', `${MAX_WAITING_INQUIRIES} questions wait for an answer`);
    const made = await insertInquiry(tx, { ...asked, ...link, id: deps.newInquiryId(), visitorId, askedAt });
    if (deps.push.isConfigured && !made.deletedAt) await deps.pushLater(tx, made.id);
    return { inquiry: made, isNew: true };
  });
  if (isNew && !inquiry.deletedAt) await announce(deps, inquiry);
  return toOwnInquiry(deps, inquiry);
}

/** @throws AppError `request.key_reused` */
function checkSame(first: InquiryRecord, asked: Pick<InquiryRecord, 'shopkeeperId' | 'text'>): InquiryRecord {
  if (first.shopkeeperId === asked.shopkeeperId && first.text === asked.text) return first;
  throw new AppError('request.key_reused', 'this key came with another question');
}

/** What this browser asked the shopkeeper of a page. @throws AppError `shares.not_found` */
export async function listOwnInquiries(
  deps: InquiriesDeps,
  { ip, visitorToken }: Pick<Asker, 'ip' | 'visitorToken'>,
  code: ShareCode,
): Promise<inquiries.OwnInquiry[]> {
  const { shopkeeperId } = await getLink(deps, ip, code);
  if (visitorToken === undefined) return [];
  return listVisitorInquiries(deps, { shopkeeperId, visitorToken });
}

/** The same, where the shopkeeper is known already. */
export const listVisitorInquiries = async (
  deps: Pick<InquiriesDeps, 'db' | 'inquiryKey'>,
  { shopkeeperId, visitorToken }: { shopkeeperId: AccountId; visitorToken: string },
): Promise<inquiries.OwnInquiry[]> =>
  (await listOfVisitor(deps.db, { shopkeeperId, visitorId: hashVisitor(visitorToken) })).map((row) =>
    toOwnInquiry(deps, row),
  );

/** A question as its asker sees it. */
export const toOwnInquiry = (
  { inquiryKey }: Pick<InquiriesDeps, 'inquiryKey'>,
  { answer, askedAt, id, text }: InquiryRecord,
): inquiries.OwnInquiry => ({
  inquiryId: id,
  text,
  answer,
  askedAt: askedAt.toISOString(),
  path: toInquiryPath(inquiryKey, id),
});

async function getLink({ db, findLink, limits }: InquiriesDeps, ip: string, code: ShareCode) {
  const link = await findLink(db, code);
  if (link) return { shareId: link.shareId, shopkeeperId: link.shopkeeperId };
  await limits.take(misses, ip);
  throw new AppError('shares.not_found', 'no such link');
}

async function announce(deps: InquiriesDeps, { id, shopkeeperId }: InquiryRecord): Promise<void> {
  const inquiry = await deps.findInbox(deps.db, id);
  if (inquiry) deps.onInquiry(shopkeeperId, { inquiry, unread: await countUnread(deps.db, shopkeeperId) });
}
