import { orders, shares } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { findAttribution } from './attributions.store.ts';
import { confirmPayment } from './confirm-payment.ts';
import { getCrewOrder } from './get-crew-order.ts';
import { exportEarnings, getEarnings, getLedger } from './get-earnings.ts';
import { judgeCommissions, listHeldCommissions } from './held-commissions.ts';
import { getHook, rotateHook } from './hook-secrets.ts';
import { exportOrders, importShipments, listHeldPayments, listOrders } from './list-orders.ts';
import { type ListSaleGainsDeps, listSaleGains } from './list-sale-gains.ts';
import { cancelOrder, shipOrder } from './move-order.ts';
import type { OrdersDeps } from './orders-deps.ts';
import { approvePayouts, importPayoutResults, openPayouts, sendPayouts, withdrawPayouts } from './payouts.ts';
import { reconcileLedger } from './reconcile-ledger.ts';
import { decideRefund, giveRefund } from './refund-order.ts';
import { toOrder } from './to-order.ts';

/** The orders' HTTP face for members; buyers have pages, outside shops a hook. */
export function mountOrderRoutes(on: OnRoute, deps: OrdersDeps & ListSaleGainsDeps): void {
  const { db } = deps;
  on(orders.listOrders, (caller, filter) => listOrders(deps, caller, filter));
  on(orders.getAttribution, async (caller, { orderId }) => {
    await getCrewOrder(deps, caller, orderId);
    return { attribution: (await findAttribution(db, orderId)) ?? null };
  });
  on(orders.confirmPayment, async (caller, input) =>
    toOrder(deps, db, await confirmPayment(deps, { caller, ...input })),
  );
  on(orders.shipOrder, async (caller, input) => toOrder(deps, db, await shipOrder(deps, caller, input)));
  on(orders.cancelOrder, async (caller, { orderId }) => toOrder(deps, db, await cancelOrder(deps, caller, orderId)));
  on(orders.giveRefund, async (caller, input) => toOrder(deps, db, await giveRefund(deps, caller, input)));
  on(orders.decideRefund, async (caller, input) => toOrder(deps, db, await decideRefund(deps, caller, input)));
  on(orders.exportOrders, (caller, filter) => exportOrders(deps, caller, filter));
  on(orders.importShipments, (caller, { bytes }) => importShipments(deps, caller, bytes));
  on(orders.listHeldPayments, async (caller, { brandId }) => ({
    payments: await listHeldPayments(deps, caller, brandId),
  }));
  on(orders.getPaymentHook, async (caller, { brandId }) => {
    await deps.checkBrand(db, caller, brandId);
    return getHook(deps, brandId);
  });
  on(orders.rotatePaymentHook, async (caller, { brandId, from }) => {
    await deps.checkBrand(db, caller, brandId);
    return rotateHook(deps, { brandId, from, by: caller.accountId });
  });
  on(shares.listSaleGains, async (caller, { showId }) => ({ gains: await listSaleGains(deps, caller, showId) }));
  mountLedgerRoutes(on, deps);
}

function mountLedgerRoutes(on: OnRoute, deps: OrdersDeps): void {
  on(orders.getEarnings, ({ accountId }) => getEarnings(deps, accountId));
  on(orders.exportEarnings, (caller, input) => exportEarnings(deps, caller, input));
  on(orders.getLedger, () => getLedger(deps));
  on(orders.reconcileNow, () => reconcileLedger(deps));
  on(orders.listHeldCommissions, (_caller, filter) => listHeldCommissions(deps, filter));
  on(orders.judgeCommissions, (caller, input) => judgeCommissions(deps, caller, input));
  on(orders.openPayouts, (caller, input) => openPayouts(deps, caller, input));
  on(orders.approvePayouts, (_caller, { batchId }) => approvePayouts(deps, batchId));
  on(orders.withdrawPayouts, (_caller, { batchId }) => withdrawPayouts(deps, batchId));
  on(orders.sendPayouts, (caller, { batchId }) => sendPayouts(deps, caller, batchId));
  on(orders.importPayoutResults, (_caller, { bytes }) => importPayoutResults(deps, bytes));
}
