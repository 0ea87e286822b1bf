import type { OrderId, orders } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { AttributionRecord, CandidateRecord } from './orders.table.ts';

/** Keeps a decision and what it considered; neither is ever changed. */
export async function insertAttribution(
  tx: Db,
  attribution: AttributionRecord,
  candidates: readonly Omit<CandidateRecord, 'orderId' | 'number'>[],
): Promise<void> {
  const { orderId } = attribution;
  await tx.insertInto('attributions').values(attribution).execute();
  await tx
    .insertInto('attributionCandidates')
    .values(candidates.map((candidate, at) => ({ ...candidate, orderId, number: at + 1 })))
    .execute();
}

/** The browser that placed an order, where it is known. */
export async function findVisitorOf(db: Db, orderId: OrderId): Promise<Buffer | null> {
  const row = await db.selectFrom('attributions').select('visitorId').where('orderId', '=', orderId).executeTakeFirst();
  return row?.visitorId ?? null;
}

/** A decision with the names of those that it considered, in its order; undefined when none was kept. */
export async function findAttribution(db: Db, orderId: OrderId): Promise<orders.Attribution | undefined> {
  const decision = await db.selectFrom('attributions').selectAll().where('orderId', '=', orderId).executeTakeFirst();
  if (!decision) return undefined;
  const candidates = await db
    .selectFrom('attributionCandidates as c')
    .innerJoin('shares', 'shares.id', 'c.shareId')
    .innerJoin('accounts', 'accounts.id', 'shares.shopkeeperId')
    .select(['c.shareId', 'accounts.displayName as shopkeeperName', 'c.basis', 'c.verdict', 'c.at'])
    .where('c.orderId', '=', orderId)
    .orderBy('c.number')
    .execute();
  const { basis, decidedAt, rule } = decision;
  return {
    rule,
    basis,
    decidedAt: decidedAt.toISOString(),
    candidates: candidates.map(({ at, ...candidate }) => ({ ...candidate, at: at.toISOString() })),
  };
}
