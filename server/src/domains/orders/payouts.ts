import { type AccountId, AppError, type orders, type PayoutBatchId, PayoutId, type RouteInput } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { toCsv, toDecimal } from '../../platform/csv.ts';
import type { Db } from '../../platform/database.ts';
import { type Entry, findLastReconciliation, insertTransaction, listAvailable, lockLedger } from './ledger.store.ts';
import { type Imported, importRows, readId } from './list-orders.ts';
import { insertExport } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';
import {
  findBatchByKey,
  insertBatchOnce,
  insertPayouts,
  listPayouts,
  lockBatch,
  lockPayout,
  moveBatch,
  type PayoutBatchRecord,
  type PayoutRecord,
  updatePayout,
} from './payouts.store.ts';

export type PayoutsDeps = Pick<OrdersDeps, 'db' | 'newId' | 'now' | 'namePersons'>;

/**
 * Puts all that is available in a currency into one batch; a retry with the same key answers the first batch.
 * @throws AppError `ledger.not_reconciled` | `ledger.nothing_due` | `request.key_reused`
 */
export async function openPayouts(
  deps: PayoutsDeps,
  caller: Member,
  input: RouteInput<typeof orders.openPayouts>,
): Promise<orders.PayoutBatch> {
  const batch: PayoutBatchRecord = {
    ...input,
    id: deps.newId<PayoutBatchId>(),
    createdBy: caller.accountId,
    createdAt: deps.now(),
  };
  const opened = await deps.db.transaction().execute(async (tx) => {
    await lockLedger(tx); // What is available stays so until it is in the batch.
    if (await insertBatchOnce(tx, batch)) {
      await requireReconciled(tx);
      await fillBatch(deps, tx, batch);
    }
    return findBatchByKey(tx, caller.accountId, batch.idempotencyKey);
  });
  if (!opened) throw new Error('a batch that was just made is gone');
  if (opened.currency !== batch.currency || opened.withholdingBps !== batch.withholdingBps)
    throw new AppError('request.key_reused', 'this key came with another currency or tax');
  return getBatch(deps, opened);
}

async function fillBatch({ newId, now }: PayoutsDeps, tx: Db, batch: PayoutBatchRecord): Promise<void> {
  const { currency, id, withholdingBps } = batch;
  const due = await listAvailable(tx, currency);
  if (due.length === 0) throw new AppError('ledger.nothing_due', `nothing is available in ${currency}`);
  const payouts = due.map(({ amountMinor, shopkeeperId }) => ({
    id: newId<PayoutId>(),
    batchId: id,
    shopkeeperId,
    currency,
    amountMinor,
    withheldMinor: Number((BigInt(amountMinor) * BigInt(withholdingBps)) / 10_000n),
    state: 'batch' as const,
    note: '',
  }));
  await insertPayouts(tx, payouts);
  for (const payout of payouts) await book(tx, payout, { kind: 'payout_opened', at: now() });
}

type PayoutKind = 'payout_opened' | 'payout_paid' | 'payout_failed' | 'payout_withdrawn';

const giveBack = ({ amountMinor }: PayoutRecord): Entry[] => [
  { account: 'in_payout', amountMinor: -amountMinor },
  { account: 'available', amountMinor },
];
const entriesOf: Record<PayoutKind, (payout: PayoutRecord) => Entry[]> = {
  payout_opened: ({ amountMinor }: PayoutRecord) => [
    { account: 'available', amountMinor: -amountMinor },
    { account: 'in_payout', amountMinor },
  ],
  payout_paid: ({ amountMinor, withheldMinor }: PayoutRecord) => [
    { account: 'in_payout', amountMinor: -amountMinor },
    { account: 'paid', amountMinor: amountMinor - withheldMinor },
    { account: 'withheld', amountMinor: withheldMinor },
  ],
  payout_failed: giveBack,
  payout_withdrawn: giveBack,
};

const book = (tx: Db, payout: PayoutRecord, { at, kind }: { kind: keyof typeof entriesOf; at: Date }) =>
  insertTransaction(tx, {
    kind,
    at,
    shopkeeperId: payout.shopkeeperId,
    currency: payout.currency,
    cause: { payoutId: payout.id },
    entries: entriesOf[kind](payout).filter(({ amountMinor }) => amountMinor !== 0),
  });

/** @throws AppError `ledger.not_reconciled` while the last reconciliation stands with a difference */
async function requireReconciled(db: Db): Promise<void> {
  const last = await findLastReconciliation(db);
  if (last && !last.isOk) throw new AppError('ledger.not_reconciled', 'the last reconciliation found a difference');
}

/**
 * Lets a batch be sent; again changes nothing.
 * @throws AppError `orders.not_found` | `orders.wrong_state` when it was withdrawn | `ledger.not_reconciled`
 */
export async function approvePayouts(deps: PayoutsDeps, batchId: PayoutBatchId): Promise<orders.PayoutBatch> {
  const batch = await deps.db.transaction().execute(async (tx) => {
    const locked = await lockBatch(tx, batchId);
    if ((await listPayouts(tx, [batchId])).some(({ state }) => state === 'withdrawn'))
      throw new AppError('orders.wrong_state', 'the batch was withdrawn');
    await requireReconciled(tx);
    await moveBatch(tx, batchId, 'batch', 'approved');
    return locked;
  });
  return getBatch(deps, batch);
}

/**
 * Makes all of a batch available again that nobody approved; again changes nothing. It pays nothing, so it needs no reconciliation.
 * @throws AppError `orders.not_found` | `orders.wrong_state` once it is approved
 */
export async function withdrawPayouts(deps: PayoutsDeps, batchId: PayoutBatchId): Promise<orders.PayoutBatch> {
  const batch = await deps.db.transaction().execute(async (tx) => {
    const locked = await lockBatch(tx, batchId); // An approval waits, and finds it withdrawn.
    const payouts = await listPayouts(tx, [batchId]);
    if (payouts.some(({ state }) => state !== 'batch' && state !== 'withdrawn'))
      throw new AppError('orders.wrong_state', 'an approved batch may be on its way to the bank');
    await moveBatch(tx, batchId, 'batch', 'withdrawn');
    for (const payout of payouts) {
      if (payout.state === 'batch') await book(tx, payout, { kind: 'payout_withdrawn', at: deps.now() });
    }
    return locked;
  });
  return getBatch(deps, batch);
}

const head = ['payout', 'shopkeeper', 'name', 'currency', 'gross', 'withheld', 'net', 'state', 'note'];

/**
 * The payouts that were approved as a file; they count as sent from then on, and asking again answers the same file.
 * @throws AppError `orders.not_found` | `orders.wrong_state` when nothing of it is approved
 */
export async function sendPayouts(
  deps: PayoutsDeps,
  caller: Member,
  batchId: PayoutBatchId,
): Promise<{ csv: string; rows: number }> {
  const payouts = await deps.db.transaction().execute(async (tx) => {
    await lockBatch(tx, batchId);
    await moveBatch(tx, batchId, 'approved', 'sent');
    const sent = (await listPayouts(tx, [batchId])).filter(({ state }) => state !== 'batch' && state !== 'withdrawn');
    if (sent.length === 0) throw new AppError('orders.wrong_state', 'approve the batch first');
    const what = `payouts ${batchId}`;
    const { accountId } = caller;
    await insertExport(tx, { id: deps.newId(), accountId, what, rowCount: sent.length, at: deps.now() });
    return sent;
  });
  const persons = await deps.namePersons(deps.db, payouts.map(toShopkeeperId));
  const rows = payouts.map((payout) => [
    payout.id,
    payout.shopkeeperId,
    persons.get(payout.shopkeeperId)?.displayName ?? '',
    payout.currency,
    toDecimal(payout.amountMinor),
    toDecimal(payout.withheldMinor),
    toDecimal(payout.amountMinor - payout.withheldMinor),
    payout.state,
    payout.note,
  ]);
  return { csv: toCsv(head, rows), rows: rows.length };
}

const toShopkeeperId = ({ shopkeeperId }: PayoutRecord): AccountId => shopkeeperId;

/** What no database keeps, and no bank writes. */
const UNPRINTABLE = /\p{Cc}/gu;

/**
 * What became of sent payouts: rows whose state says `paid` or `failed` are booked, once. A failed one is available again.
 * @throws AppError `orders.file_unreadable`
 */
export function importPayoutResults(deps: PayoutsDeps, bytes: Uint8Array): Promise<Imported> {
  return importRows(bytes, ['payout', 'state', 'note'], async ([id = '', state = '', note = '']) => {
    if (state !== 'paid' && state !== 'failed') return false;
    return settlePayout(deps, readId(PayoutId, id), { state, note: note.replace(UNPRINTABLE, ' ').slice(0, 200) });
  });
}

/** Books one payout's end; again changes nothing. @throws AppError `orders.not_found` | `orders.wrong_state` */
export const settlePayout = (
  { db, now }: Pick<PayoutsDeps, 'db' | 'now'>,
  payoutId: PayoutId,
  result: { state: 'paid' | 'failed'; note: string },
): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const payout = await lockPayout(tx, payoutId);
    if (payout.state === result.state) return false;
    if (payout.state !== 'sent')
      throw new AppError('orders.wrong_state', `a payout that is ${payout.state} cannot end`);
    await updatePayout(tx, payoutId, result);
    await book(tx, payout, { kind: result.state === 'paid' ? 'payout_paid' : 'payout_failed', at: now() });
    return true;
  });

async function getBatch(deps: PayoutsDeps, batch: PayoutBatchRecord): Promise<orders.PayoutBatch> {
  const [found] = await toBatches(deps, [batch]);
  if (!found) throw new Error('a batch was lost on its way to the wire');
  return found;
}

/** Batches with their payouts, as the wire tells them. */
export async function toBatches(
  { db, namePersons }: PayoutsDeps,
  batches: readonly PayoutBatchRecord[],
): Promise<orders.PayoutBatch[]> {
  const payouts = await listPayouts(
    db,
    batches.map(({ id }) => id),
  );
  const persons = await namePersons(db, [...new Set(payouts.map(toShopkeeperId))]);
  const toPayout = (payout: PayoutRecord): orders.Payout => ({
    payoutId: payout.id,
    shopkeeper: {
      accountId: payout.shopkeeperId,
      displayName: persons.get(payout.shopkeeperId)?.displayName ?? '',
    },
    amount: { amountMinor: payout.amountMinor, currency: payout.currency },
    withheldMinor: payout.withheldMinor,
    state: payout.state,
    note: payout.note,
  });
  return batches.map(({ createdAt, currency, id, withholdingBps }) => ({
    batchId: id,
    currency,
    withholdingBps,
    createdAt: createdAt.toISOString(),
    payouts: payouts.filter(({ batchId }) => batchId === id).map(toPayout),
  }));
}
