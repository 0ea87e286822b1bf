import { AppError, orders } from '@shoal/contract';
import express, { Router } from 'express';
import type { OrderLink } from '../views/order-link.ts';
import { beginOrderPage, requireOwn, textOf } from './begin-order-page.ts';
import type { Asked } from './begin-page.ts';
import { type OrderFormDeps, placeByForm, showOrderForm } from './order-form.ts';
import { orderPage } from './order-page.ts';

export type OrderPagesDeps = OrderFormDeps & {
  /** Undefined when the path was not signed by us. */
  findOrder: (id: string, signature: string) => Promise<orders.Order | undefined>;
  /** Whom the buyer can ask. */
  findLink: (shareId: orders.Order['shareId']) => Promise<OrderLink | undefined>;
  /** Throws `orders.wrong_state`. */
  actOnOrder: (orderId: orders.Order['orderId'], act: orders.BuyerAct) => Promise<void>;
};

const MAX_FORM_BYTES = 8 * 1024;

/** Serves the form of an order below its link, and the buyer's page of it at a path that only she has. */
export function orderPages(deps: OrderPagesDeps): Router {
  const router = Router();
  const readForm = express.urlencoded({ extended: false, limit: MAX_FORM_BYTES, parameterLimit: 20 });
  router.get('/s/:code/order', (request, response) => showOrderForm(deps, { request, response }));
  router.post('/s/:code/order', readForm, (request, response) => placeByForm(deps, { request, response }));
  router.get('/o/:id/:signature', (request, response) => showOrder(deps, { request, response }));
  router.post('/o/:id/:signature', readForm, (request, response) => actByForm(deps, { request, response }));
  return router;
}
type Failure = 'wrongQuantity' | 'unreadable' | 'changed';

/** With what came of an act that was refused, told once. */
async function showOrder(deps: OrderPagesDeps, page: Asked): Promise<void> {
  const { request, response } = page;
  const { locale, words } = beginOrderPage(page);
  const order = await requireOrder(deps, page);
  const [assets, link] = await Promise.all([deps.readAssets(), deps.findLink(order.shareId)]);
  const refused = deps.kept.read(request, order.path)?.failure as Failure | undefined; // We kept it.
  if (refused) deps.kept.forget(response, order.path);
  const told = { ...words.page, wrongQuantity: words.page.wrongQuantity(order.quantity - order.refundedQuantity) };
  const failure = refused && told[refused];
  response
    .type('html')
    .send(orderPage({ order, link, failure, locale, words, assets, nonce: deps.getNonce(response) }));
}

/** @throws AppError `orders.not_found` also for a path that was not signed by us */
async function requireOrder(deps: OrderPagesDeps, { request: { params } }: Asked): Promise<orders.Order> {
  const order = await deps.findOrder(textOf(params.id), textOf(params.signature));
  if (!order) throw new AppError('orders.not_found', 'no such order');
  return order;
}

async function actByForm(deps: OrderPagesDeps, page: Asked): Promise<void> {
  const { request, response } = page;
  requireOwn(deps, request);
  beginOrderPage(page);
  const order = await requireOrder(deps, page);
  // The page itself, so that Back and a reload send nothing again.
  const refuse = (failure: Failure) => {
    deps.kept.keep(response, order.path, { failure });
    response.redirect(303, order.path);
  };
  const act = orders.BuyerAct.safeParse(request.body);
  if (!act.success) {
    const isQuantity = act.error.issues.some(({ path }) => path[0] === 'quantity');
    return refuse(isQuantity ? 'wrongQuantity' : 'unreadable');
  }
  try {
    await deps.actOnOrder(order.orderId, act.data);
    response.redirect(303, order.path);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'orders.wrong_state') throw error;
    refuse('changed');
  }
}
