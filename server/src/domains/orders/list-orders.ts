import { AppError, OrderId, orders, type RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { readCsv, toCsv, toDecimal } from '../../platform/csv.ts';
import type { RateLimit } from '../../platform/rate-limits.ts';
import { toShownPhone } from './mask-phone.ts';
import { shipOrder } from './move-order.ts';
import { insertExport, listBrandOrders, listHeldEvents } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { toOrders } from './to-order.ts';

const PAGE = 100;
const MAX_EXPORTED = 5_000;
const MAX_HELD = 200;

/** @throws AppError `catalog.not_found` */
export async function listOrders(
  deps: OrdersDeps,
  caller: Member,
  filter: RouteInput<typeof orders.listOrders>,
): Promise<{ orders: orders.Order[]; hasMore: boolean }> {
  await deps.checkBrand(deps.db, caller, filter.brandId);
  const rows = await listBrandOrders(deps.db, filter, PAGE + 1);
  return { orders: await toOrders(deps, deps.db, rows.slice(0, PAGE)), hasMore: rows.length > PAGE };
}

/** @throws AppError `catalog.not_found` */
export async function listHeldPayments(
  { checkBrand, db }: OrdersDeps,
  caller: Member,
  brandId: RouteInput<typeof orders.listHeldPayments>['brandId'],
): Promise<orders.HeldPayment[]> {
  await checkBrand(db, caller, brandId);
  const rows = await listHeldEvents(db, brandId, MAX_HELD);
  return rows.flatMap(({ amountMinor, currency, eventId, heldFor, orderId, receivedAt }) =>
    heldFor
      ? [{ eventId, orderId, amount: { amountMinor, currency }, reason: heldFor, receivedAt: receivedAt.toISOString() }]
      : [],
  );
}

const head = [
  'order',
  'state',
  'product',
  'variant',
  'quantity',
  'refunded',
  'total',
  'currency',
  'name',
  'phone',
  'address',
  'placed',
  'tracking',
];
/** Of one account: whoever needs more often needs another way. */
export const exportLimit: RateLimit = { name: 'exports', points: 3, windowSeconds: 3_600 };

/** @throws AppError `catalog.not_found` | `request.rate_limited` */
export async function exportOrders(
  deps: OrdersDeps,
  caller: Member,
  filter: RouteInput<typeof orders.exportOrders>,
): Promise<{ csv: string; rows: number }> {
  const { db, limits, newId, now } = deps;
  await deps.checkBrand(db, caller, filter.brandId);
  await limits.take(exportLimit, caller.accountId);
  const rows = await listBrandOrders(db, filter, MAX_EXPORTED);
  await insertExport(db, {
    id: newId(),
    accountId: caller.accountId,
    what: `orders ${filter.brandId}`,
    rowCount: rows.length,
    at: now(),
  });
  const lines = rows.map((row) => [
    row.id,
    row.state,
    row.productName,
    row.variantName,
    row.quantity,
    row.refundedQuantity,
    toDecimal(row.unitPriceMinor * row.quantity),
    row.currency,
    row.buyerName,
    toShownPhone(row),
    row.buyerAddress,
    row.placedAt.toISOString(),
    row.tracking,
  ]);
  return { csv: toCsv(head, lines), rows: rows.length };
}

export type Imported = { changed: number; problems: { row: number; code: string }[] };
const MAX_IMPORTED = 5_000;

/**
 * Ships the rows of an exported file that carry a tracking number; each row stands alone, and again changes nothing.
 * @throws AppError `orders.file_unreadable`
 */
export function importShipments(deps: OrdersDeps, caller: Member, bytes: Uint8Array): Promise<Imported> {
  return importRows(bytes, ['order', 'tracking'], async ([id = '', tracking = '']) => {
    if (tracking === '') return false;
    const body = orders.shipOrder.body.safeParse({ tracking }); // What came by a file is no better than what is typed.
    if (!body.success) throw new AppError('request.invalid', 'this is no tracking number');
    await shipOrder(deps, caller, { orderId: readId(OrderId, id), ...body.data });
    return true;
  });
}

/** @throws AppError `orders.not_found` for what is no id at all */
export function readId<T>(schema: { safeParse(value: string): { success: boolean; data?: T } }, text: string): T {
  const { data } = schema.safeParse(text);
  if (data === undefined) throw new AppError('orders.not_found', 'not an id');
  return data;
}

/** Takes the named columns of each row in turn; a row that is refused is told with its line. */
export async function importRows(
  bytes: Uint8Array,
  columns: readonly string[],
  take: (cells: string[]) => Promise<boolean>,
): Promise<Imported> {
  const [names = [], ...rows] = readCsv(Buffer.from(bytes).toString('utf8'));
  const places = columns.map((column) => names.indexOf(column));
  if (places.includes(-1) || rows.length > MAX_IMPORTED)
    throw new AppError(
      'orders.file_unreadable',
      `the first line names ${columns.join(', ')}, at most ${MAX_IMPORTED} rows`,
    );
  const imported: Imported = { changed: 0, problems: [] };
  for (const [at, row] of rows.entries()) {
    try {
      if (await take(places.map((place) => (row[place] ?? '').trim()))) imported.changed += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      imported.problems.push({ row: at + 2, code: error.code });
    }
  }
  return imported;
}
