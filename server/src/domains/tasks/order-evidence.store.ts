import type { EvidenceId, OrderId, ShareId, tasks } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { NewEvidence } from './evidence.store.ts';

type OrderEvidence = { id: EvidenceId; verdict: tasks.EvidenceVerdict; reasons: tasks.HoldReason[] };

/** What an order is kept as. */
export const findOrderEvidence = (tx: Db, orderId: OrderId): Promise<OrderEvidence | undefined> =>
  tx.selectFrom('taskEvidence').select(['id', 'verdict', 'reasons']).where('orderId', '=', orderId).executeTakeFirst();

/** When she said that she forwarded a link, and whether its buyer's browser clicked it and was taken for hers. */
export async function readOrderClicks(
  tx: Db,
  { shareId, visitorId }: { shareId: ShareId; visitorId: Buffer | null },
): Promise<{ claimedAt: Date | null; isOwnClicker: boolean }> {
  const row = await tx
    .selectFrom('taskEvidence')
    .select([
      sql<Date | null>`min(at) filter (where grade in ('E0', 'E1'))`.as('claimedAt'),
      sql<boolean>`coalesce(bool_or(visitor_id = ${visitorId} and reasons @> '{self_click}' and verdict <> 'released'), false)`.as(
        'isOwnClicker',
      ),
    ])
    .where('shareId', '=', shareId)
    .executeTakeFirstOrThrow();
  return row;
}

/** Keeps an order's evidence, or what it has become. */
export async function saveOrderEvidence(tx: Db, evidence: NewEvidence): Promise<void> {
  const { reasons, verdict } = evidence;
  await tx
    .insertInto('taskEvidence')
    .values(evidence)
    .onConflict((conflict) =>
      conflict
        .column('orderId')
        .where('orderId', 'is not', null)
        .doUpdateSet({ reasons, verdict, judgedBy: null, judgedAt: null }),
    )
    .execute();
}
