import { type AccessRow, ofBrand, row } from './access-row.ts';

const csv = () => ({ bytes: new Blob(['order,tracking\n'], { type: 'text/csv' }) });
const results = () => ({ bytes: new Blob(['payout,state,note\n'], { type: 'text/csv' }) });

const ofOrder = (entry: string, more: Record<string, unknown> = {}): AccessRow =>
  row(entry, 'S N N H o o', { hidden: 'orders.not_found', input: ({ orderId }) => ({ orderId, ...more }) });
const ofBatch = (entry: string): AccessRow =>
  row(entry, 'S N N N N o', { hidden: 'orders.not_found', input: ({ batchId }) => ({ batchId }) });

export const orderRows: AccessRow[] = [
  ofBrand('GET /orders', ({ brandId }) => ({ brandId })),
  ofOrder('GET /orders/:orderId/attribution'),
  ofOrder('POST /orders/:orderId/payment', { amountMinor: 1 }),
  ofOrder('POST /orders/:orderId/shipment', { tracking: 'SF123' }),
  ofOrder('POST /orders/:orderId/cancellation'),
  ofOrder('POST /orders/:orderId/refunds', { refundedQuantity: 1 }),
  row('POST /refunds/:refundId/decision', 'S N N H o o', {
    hidden: 'orders.not_found',
    input: ({ refundId }) => ({ refundId, decision: 'decline' }),
  }),
  ofBrand('POST /orders/export', ({ brandId }) => ({ brandId })),
  row('POST /orders/import', 'S N N o o o', { input: csv }),
  row('GET /brands/:brandId/payment-hook', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ brandId }) => ({ brandId }),
  }),
  row('POST /brands/:brandId/payment-hook/rotation', 'S N N N N o', {
    hidden: 'catalog.not_found',
    input: ({ brandId }) => ({ brandId, from: 1 }),
  }),
  ofBrand('GET /held-payments', ({ brandId }) => ({ brandId })),
  row('GET /earnings', 'S o o N N N'),
  row('POST /earnings/export', 'S o o N N N'),
  row('GET /ledger', 'S N N N N o'),
  row('POST /ledger/reconciliation', 'S N N N N o'),
  row('GET /held-commissions', 'S N N N N o'),
  row('POST /held-commissions/judge', 'S N N N N o', {
    input: ({ orderId }) => ({ orderIds: [orderId], verdict: 'released' }),
  }),
  row('POST /payout-batches', 'S N N N N o', {
    input: () => ({ currency: 'CNY', withholdingBps: 0, idempotencyKey: crypto.randomUUID() }),
  }),
  ofBatch('POST /payout-batches/:batchId/approval'),
  ofBatch('POST /payout-batches/:batchId/withdrawal'),
  ofBatch('POST /payout-batches/:batchId/export'),
  row('POST /payout-results', 'S N N N N o', { input: results }),
];
