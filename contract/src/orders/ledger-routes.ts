import { z } from 'zod';
import { OrderId, PayoutBatchId } from '../ids.ts';
import { MAX_CSV_BYTES } from '../limits.ts';
import { Currency } from '../money.ts';
import { operators, shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { HeldCommission, HoldVerdict } from './hold.ts';
import { Balance, EarnedOrder, PayoutBatch, Reconciliation } from './order.ts';

export const getEarnings = route({
  method: 'GET',
  path: '/earnings',
  callers: shopkeepers,
  response: z.strictObject({ balances: z.array(Balance), orders: z.array(EarnedOrder) }),
  errors: [],
  summary: 'Her commission: what is pending, available and paid, and her newest 200 orders',
});

export const exportEarnings = route({
  method: 'POST',
  path: '/earnings/export',
  callers: shopkeepers,
  body: z.strictObject({ locale: z.enum(['zh', 'en']).default('zh') }),
  response: z.strictObject({ csv: z.string(), rows: z.int() }),
  errors: ['request.rate_limited'],
  summary: 'Every entry of her account for a spreadsheet, newest first, at most 5000',
});

export const getLedger = route({
  method: 'GET',
  path: '/ledger',
  callers: operators,
  response: z.strictObject({
    reconciliation: Reconciliation.nullable(),
    /** Over all shopkeepers. */
    balances: z.array(Balance),
    batches: z.array(PayoutBatch),
  }),
  errors: [],
  summary: 'What is owed, the last reconciliation, and the newest 20 payout batches',
});

export const reconcileNow = route({
  method: 'POST',
  path: '/ledger/reconciliation',
  callers: operators,
  response: Reconciliation,
  errors: [],
  summary: 'Compares the ledger with the orders and its seals now, as is done every hour',
});

export const listHeldCommissions = route({
  method: 'GET',
  path: '/held-commissions',
  callers: operators,
  query: z.strictObject({ verdict: HoldVerdict.default('held') }),
  response: z.strictObject({ commissions: z.array(HeldCommission), total: z.int() }),
  errors: [],
  summary: 'Commissions on orders that look like a shopkeeper’s own, newest first, at most 100',
});

export const judgeCommissions = route({
  method: 'POST',
  path: '/held-commissions/judge',
  callers: operators,
  body: z.strictObject({
    orderIds: z.array(OrderId).min(1).max(100),
    verdict: HoldVerdict.exclude(['held']),
  }),
  response: z.strictObject({ changed: z.int() }),
  errors: ['orders.not_found'],
  summary: 'Releases or rejects held commissions, and may take that back; again changes nothing',
});

export const openPayouts = route({
  method: 'POST',
  path: '/payout-batches',
  callers: operators,
  body: z.strictObject({
    currency: Currency,
    /** Tax withheld from each payout, in basis points. */
    withholdingBps: z.int().min(0).max(5_000),
    idempotencyKey: z.uuid().toLowerCase(),
  }),
  response: PayoutBatch,
  errors: ['ledger.not_reconciled', 'ledger.nothing_due', 'request.key_reused'],
  summary: 'Puts all that is available in a currency into one batch of payouts',
});

export const approvePayouts = route({
  method: 'POST',
  path: '/payout-batches/:batchId/approval',
  callers: operators,
  params: z.strictObject({ batchId: PayoutBatchId }),
  response: PayoutBatch,
  errors: ['orders.not_found', 'orders.wrong_state', 'ledger.not_reconciled'],
  summary: 'Lets a batch be sent, unless it was withdrawn; again changes nothing',
});

export const withdrawPayouts = route({
  method: 'POST',
  path: '/payout-batches/:batchId/withdrawal',
  callers: operators,
  params: z.strictObject({ batchId: PayoutBatchId }),
  response: PayoutBatch,
  errors: ['orders.not_found', 'orders.wrong_state'],
  summary: 'Makes all of a batch that is not approved yet available again; again changes nothing',
});

export const sendPayouts = route({
  method: 'POST',
  path: '/payout-batches/:batchId/export',
  callers: operators,
  params: z.strictObject({ batchId: PayoutBatchId }),
  response: z.strictObject({ csv: z.string(), rows: z.int() }),
  errors: ['orders.not_found', 'orders.wrong_state'],
  summary: 'The approved payouts as a file for the bank; they count as sent from then on',
});

export const importPayoutResults = route({
  method: 'POST',
  path: '/payout-results',
  callers: operators,
  rawBody: { types: ['text/csv'], limitBytes: MAX_CSV_BYTES },
  response: z.strictObject({
    changed: z.int(),
    problems: z.array(z.strictObject({ row: z.int(), code: z.string() })),
  }),
  errors: ['orders.file_unreadable'],
  summary: 'Which payouts were paid and which failed, from the file that was sent; each row stands alone',
});
