import { type AccountId, type ShareCode, shares } from '@shoal/contract';
import type { Exchange } from '../../http/exchange.ts';
import type { OnRoute } from '../../http/mount-route.ts';
import type { Member } from '../../platform/caller.ts';
import { readVisitorToken } from '../../platform/visitor-cookie.ts';
import { type CreateShareDeps, createShare } from './create-share.ts';
import { listKeptWords } from './forwarding.store.ts';
import type { ShopPage } from './get-shop.ts';
import { type KeepWordsDeps, keepWords } from './keep-words.ts';
import { type ListGroupYieldsDeps, listGroupYields } from './list-group-yields.ts';
import { type RecordEvidenceDeps, recordEvidence } from './record-evidence.ts';
import { type RecordVisitDeps, recordVisit, type Visitor } from './record-visit.ts';
import { countVisitors, listShares } from './shares.store.ts';
import { toShares } from './to-share.ts';

export type SharesDeps = CreateShareDeps &
  KeepWordsDeps &
  ListGroupYieldsDeps &
  RecordEvidenceDeps &
  RecordVisitDeps & {
    isSecure: boolean;
    /** Remembers from where she forwards. */
    notePlace: (accountId: AccountId, client: { ip: string; userAgent: string }) => Promise<void>;
    /** Many consumers ask at once, so the answer may be a second old. */
    getShop: (code: ShareCode, ip: string) => Promise<ShopPage>;
  };

/** The shares domain's HTTP face. */
export function mountShareRoutes(on: OnRoute, deps: SharesDeps): void {
  on(shares.createShare, async (caller, input, exchange) => {
    await deps.notePlace(caller.accountId, exchange);
    return createShare(deps, caller, input);
  });
  on(shares.listShares, async ({ accountId }, { showId }) => ({
    shares: await toShares(deps, deps.db, await listShares(deps.db, accountId, showId)),
    ...(await countVisitors(deps.db, accountId, showId)),
  }));
  on(shares.recordEvidence, async (caller, input, exchange) => {
    await deps.notePlace(caller.accountId, exchange);
    return recordEvidence(deps, caller, input);
  });
  on(shares.listKeptWords, async ({ accountId }) => ({ kept: await listKeptWords(deps.db, accountId) }));
  on(shares.keepWords, (caller, input) => keepWords(deps, caller, input));
  on(shares.listGroupYields, async (caller) => ({ groups: await listGroupYields(deps, caller) }));
  on(shares.getShop, async (_caller, { code }, { ip }) => ({
    ...(await deps.getShop(code, ip)).state,
    serverNow: deps.now().toISOString(),
  }));
  on(shares.recordVisit, async (member, input, exchange) => {
    await recordVisit(deps, toVisitor(member, exchange, deps.isSecure), input);
    return {};
  });
}

const toVisitor = (member: Member | undefined, exchange: Exchange, isSecure: boolean): Visitor => ({
  member,
  visitorToken: readVisitorToken(exchange.header('cookie'), isSecure),
  userAgent: exchange.userAgent,
  purpose: exchange.header('sec-purpose') ?? exchange.header('purpose') ?? '',
  ip: exchange.ip,
});
