import type { Db } from '../../platform/database.ts';
import { insertAttribution } from './attributions.store.ts';
import type { OrderRecord } from './orders.store.ts';
import type { Credit, OrdersDeps } from './orders-deps.ts';

/** Keeps, with a new order, why it is credited to its shopkeeper. */
export async function keepCredit(
  { creditRule }: Pick<OrdersDeps, 'creditRule'>,
  tx: Db,
  { credit, order, visitorId }: { order: OrderRecord; credit: Credit; visitorId: Buffer | null },
): Promise<void> {
  const { basis, link } = credit.chosen;
  const { shareId, shopkeeperId } = link;
  const decision = { orderId: order.id, rule: creditRule, basis, shareId, shopkeeperId, visitorId };
  await insertAttribution(
    tx,
    { ...decision, decidedAt: order.placedAt },
    credit.candidates.map((candidate) => ({
      shareId: candidate.link.shareId,
      basis: candidate.basis,
      visitId: candidate.visitId,
      at: candidate.at,
      verdict: candidate.verdict,
    })),
  );
}
