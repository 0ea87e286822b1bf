import type { MaterialId, recalls } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { toCsv } from '../../platform/csv.ts';
import type { RecallsDeps } from './recalls-deps.ts';

const MAX_LISTED = 200;
const MAX_EXPORTED = 5_000;
const head = ['order', 'state', 'product', 'quantity', 'name', 'phone', 'shopkeeper', 'placed'];

/** Whom the merchant has to serve. @throws AppError `catalog.not_found` */
export async function listAffectedBuyers(
  { db, getMaterial, listBuyers }: RecallsDeps,
  caller: Member,
  materialId: MaterialId,
): Promise<recalls.AffectedBuyer[]> {
  await getMaterial(caller, materialId);
  return listBuyers(db, materialId, MAX_LISTED);
}

/** The same for a spreadsheet; noted before it leaves. @throws AppError `catalog.not_found` | `request.rate_limited` */
export async function exportAffectedBuyers(
  deps: RecallsDeps,
  caller: Member,
  materialId: MaterialId,
): Promise<{ csv: string; rows: number }> {
  const { accountId } = caller;
  await deps.getMaterial(caller, materialId);
  await deps.takeExport(accountId);
  const buyers = await deps.listBuyers(deps.db, materialId, MAX_EXPORTED);
  await deps.noteExport(deps.db, { accountId, what: `recalled ${materialId}`, rowCount: buyers.length });
  const rows = buyers.map((buyer) => [
    buyer.orderId,
    buyer.state,
    buyer.productName,
    buyer.quantity,
    buyer.name,
    buyer.phone,
    buyer.shopkeeperName,
    buyer.placedAt,
  ]);
  return { csv: toCsv(head, rows), rows: rows.length };
}
