import type { AccountId, orders } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { OrderRecord } from './orders.table.ts';

export type HeldOrder = OrderRecord & { judgedBy: AccountId | null; judgedAt: Date | null };

/** Orders whose commission was held, newest first, with who judged them last. */
export async function listHeldOrders(
  db: Db,
  verdict: orders.HoldVerdict,
  limit: number,
): Promise<{ rows: HeldOrder[]; total: number }> {
  const rows = await db
    .selectFrom('orders')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('orderEvents')
          .select(['byAccount as judgedBy', 'at as judgedAt'])
          .whereRef('orderId', '=', 'orders.id')
          .where('act', 'in', ['released', 'rejected'])
          .orderBy('version', 'desc')
          .limit(1)
          .as('judged'),
      (join) => join.onTrue(),
    )
    .selectAll('orders')
    .select(['judged.judgedBy', 'judged.judgedAt', sql<number>`count(*) over ()`.as('total')])
    .where('hold', '=', verdict)
    .orderBy('orders.id', 'desc')
    .limit(limit)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}
