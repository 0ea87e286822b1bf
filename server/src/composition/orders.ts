import { orders as orderWire } from '@shoal/contract';
import type { Request } from 'express';
import { findProducts } from '../domains/catalog/catalog.store.ts';
import { checkBrand } from '../domains/catalog/check-brand.ts';
import { keepProven } from '../domains/catalog/keep-proven.ts';
import { returnStock, takeStock } from '../domains/catalog/shelves.store.ts';
import { findVariant } from '../domains/catalog/variants.store.ts';
import { advanceOrders } from '../domains/orders/advance-orders.ts';
import { actAsBuyer, findBuyerOrder } from '../domains/orders/buyer-order.ts';
import { getFormOffer } from '../domains/orders/get-form-offer.ts';
import { holdRing } from '../domains/orders/hold-ring.ts';
import { expireOrder } from '../domains/orders/move-order.ts';
import { toOrderKey, toOrderPath } from '../domains/orders/order-link.ts';
import { mountOrderRoutes } from '../domains/orders/orders.routes.ts';
import type { Buyer, OrdersDeps } from '../domains/orders/orders-deps.ts';
import { expireReservation, holdRingOfOrder, tellTaskOfOrder } from '../domains/orders/orders-jobs.ts';
import { paymentHookPages } from '../domains/orders/payment-hook-pages.ts';
import { placeOrder } from '../domains/orders/place-order.ts';
import { reconcileLedger } from '../domains/orders/reconcile-ledger.ts';
import { sealLedger } from '../domains/orders/seal-ledger.ts';
import { isLinkRecalledForSure } from '../domains/recalls/recalls.store.ts';
import { attributeOrder } from '../domains/shares/attribute-order.ts';
import { CREDIT_RULE } from '../domains/shares/choose-credit.ts';
import { requireAccess } from '../domains/shows/find-show-access.ts';
import { getNonce } from '../http/security-headers.ts';
import { newId } from '../platform/new-id.ts';
import { createPlaceNamer } from '../platform/place.ts';
import { readSessionToken } from '../platform/session-cookie.ts';
import { hashVisitor, readVisitorToken } from '../platform/visitor-cookie.ts';
import { accountRoom } from '../realtime/socket-rooms.ts';
import { orderPages } from '../shop-pages/order-pages.ts';
import { findBuyerTies } from '../views/buyer-ties.ts';
import { findCreditLink, listClicksOf } from '../views/clicks-of-visitor.ts';
import { findOrderLink } from '../views/order-link.ts';
import { listPersons } from '../views/persons.ts';
import { listRingOrders } from '../views/ring-orders.ts';
import { findShareOffer } from '../views/share-offer.ts';
import { listShowOffers } from '../views/show-offers.ts';
import { findBrandIds } from './find-brand-ids.ts';
import type { Ground } from './ground.ts';
import { createPageAssets } from './shop-pages.ts';

/** What the orders stand on. */
export function toOrdersDeps({ broadcaster, config, db, jobs, limits, log, now }: Ground): OrdersDeps {
  const { clusterSecret, dataDir, publicUrl } = config;
  return {
    db,
    log,
    now,
    newId,
    limits,
    publicUrl,
    dataDir,
    orderKey: toOrderKey(clusterSecret),
    findBuyerTies,
    findCreditLink,
    findSaleTerms,
    takeStock,
    returnStock,
    findOffer: findShareOffer,
    isLinkRecalled: isLinkRecalledForSure,
    creditRule: CREDIT_RULE,
    attribute: (from, order) => attributeOrder({ listClicksOf }, from, order),
    checkBrand: (from, caller, brandId) => checkBrand({ db: from, findBrandIds }, caller, brandId),
    namePersons: listPersons,
    expireLater: (tx, orderId, at) => jobs.send(tx, expireReservation, { orderId }, { startAfter: at }),
    tellTaskLater: (tx, orderId) => jobs.send(tx, tellTaskOfOrder, { orderId }),
    holdRingLater: (tx, orderId) => jobs.send(tx, holdRingOfOrder, { orderId }),
    listRingOrders,
    onEarnings: (accountId, told) => broadcaster.send(accountRoom(accountId), orderWire.earningsChanged, told),
  };
}

/** What a request says of who buys. */
function createBuyerReader({ authentication, config, now }: Ground): (request: Request) => Promise<Buyer> {
  const namePlace = createPlaceNamer(config.clusterSecret);
  return async ({ headers, ip = 'unknown' }) => {
    const [visitorToken, sessionToken] = [
      readVisitorToken(headers.cookie, config.isSecure),
      readSessionToken(headers.cookie, config.isSecure),
    ];
    const member = sessionToken ? await authentication.authenticate(sessionToken) : undefined;
    const { lastWeeks, place } = namePlace({ ip, userAgent: headers['user-agent'] ?? '' }, now());
    return {
      visitorId: visitorToken ? hashVisitor(visitorToken) : null,
      accountId: member?.accountId ?? null,
      places: [place, lastWeeks],
    };
  };
}

const findSaleTerms: OrdersDeps['findSaleTerms'] = async (from, brandId, { productId, variantId }) => {
  const [product] = await findProducts(from, [productId]);
  const variant = variantId ? await findVariant(from, productId, variantId) : undefined;
  return product?.brandId === brandId && (variant || variantId === null)
    ? {
        productName: product.name,
        variantName: variant?.name ?? '',
        currency: product.currency,
        commissionBps: product.commissionBps,
        afterSaleDays: product.afterSaleDays,
      }
    : undefined;
};

export function composeOrders(ground: Ground): void {
  const { api, config, db, jobs, limits, pages } = ground;
  const { isSecure, publicUrl } = config;
  const deps = toOrdersDeps(ground);
  const readBuyer = createBuyerReader(ground);
  mountOrderRoutes(api.on, {
    ...deps,
    listShowOffers,
    checkGuest: (from, caller, showId) => requireAccess({ findBrandIds }, from, { caller, showId }),
  });
  jobs.on(expireReservation, ({ orderId }) => expireOrder(deps, orderId));
  jobs.on(holdRingOfOrder, ({ orderId }) => holdRing(deps, orderId));
  jobs.onSchedule('orders.advance', '*/5 * * * *', () => advanceOrders(deps));
  jobs.onSchedule('orders.seal_ledger', '* * * * *', () => sealLedger(deps));
  jobs.onSchedule('orders.reconcile', '9 * * * *', async () => void (await reconcileLedger(deps)));
  pages.push(
    paymentHookPages(deps),
    orderPages({
      isSecure,
      publicUrl,
      getNonce,
      readAssets: createPageAssets(ground),
      newKey: newId,
      findOffer: (code) => getFormOffer({ db, keepProven, now: deps.now, findOffer: findShareOffer }, code),
      takeTurn: (ip) => limits.take({ name: 'orders', points: 60, windowSeconds: 60 }, ip),
      placeOrder: async (code, form, request) => {
        const order = await placeOrder(deps, code, { ...form, buyer: await readBuyer(request) });
        return toOrderPath(deps.orderKey, order.id);
      },
      findOrder: (id, signature) => findBuyerOrder(deps, id, signature),
      findLink: (shareId) => findOrderLink(db, shareId),
      actOnOrder: (orderId, act) => actAsBuyer(deps, orderId, act),
    }),
  );
}
