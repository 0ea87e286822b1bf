import { AppError, orders, ShareCode } from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';
import express, { type Request, type Response, Router } from 'express';
import { isOwnRequest } from '../platform/origins.ts';
import type { OrderLink } from '../views/order-link.ts';
import type { ShopAssets } from './asset-manifest.ts';
import { type Asked, beginPage } from './begin-page.ts';
import { type Message, messagePage } from './message-page.ts';
import { type FormField, type FormOffer, type FormValues, orderFormPage } from './order-form-page.ts';
import { orderPage } from './order-page.ts';
import { readChoice } from './variant-choices.ts';

export type OrderPagesDeps = {
  isSecure: boolean;
  publicUrl: string;
  readAssets: () => Promise<ShopAssets>;
  getNonce: (response: Response) => string;
  newKey: () => string;
  /** Undefined when nothing is sold behind the link. */
  findOffer: (code: ShareCode) => Promise<FormOffer | undefined>;
  /** Spends the address's turn. Throws `request.rate_limited`. */
  takeTurn: (ip: string) => Promise<void>;
  /** Answers the order's path. Throws the codes that an order can be refused with. */
  placeOrder: (code: ShareCode, form: orders.OrderForm, request: Request) => Promise<string>;
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
  router.get('/s/:code/order', (request, response) =>
    showForm(deps, { request, response }, { values: toFirstValues(request) }),
  );
  router.post('/s/:code/order', readForm, (request, response) => placeByForm(deps, { request, response }));
  router.get('/o/:id/:signature', (request, response) => showOrder(deps, { request, response }));
  router.post('/o/:id/:signature', readForm, (request, response) => actByForm(deps, { request, response }));
  return router;
}

type Shown = { values?: FormValues; wrong?: readonly FormField[]; failure?: string | undefined; status?: number };

const empty: FormValues = { choice: '', quantity: '1', buyerName: '', buyerPhone: '', buyerAddress: '' };
const fields = Object.keys(empty) as FormField[]; // The keys are written above.
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** With what was chosen on the page before; which price stands beside it, the form tells anew. */
const toFirstValues = ({ query }: Request): FormValues => ({ ...empty, choice: `${textOf(query.variant)}.0` });

function begin(page: Asked) {
  page.response.setHeader('Referrer-Policy', 'same-origin');
  const locale = beginPage(page);
  const { errors, orders: words, shop, variants } = wordsOf(locale);
  return { locale, words, adMark: shop.adMark, busy: errors['request.rate_limited'], variantWords: variants };
}

async function showForm(deps: OrderPagesDeps, page: Asked, shown: Shown): Promise<void> {
  const { adMark, locale, variantWords, words } = begin(page);
  const code = ShareCode.safeParse(page.request.params.code);
  if (!code.success) throw new AppError('shares.not_found', 'not a code');
  const offer = await deps.findOffer(code.data);
  const way = { path: `/s/${code.data}#ask`, label: words.form.toPage };
  if (!offer) return showMessage(deps, page, { title: words.form.notForSale, text: words.form.notForSaleText, way });
  const { failure, status = 200, values = empty, wrong = [] } = shown;
  if (offer.unitsInStock === 0)
    return showMessage(deps, page, { title: words.form.gone, text: words.form.goneText, way, status });
  page.response
    .status(status)
    .type('html')
    .send(
      orderFormPage({
        code: code.data,
        offer,
        values,
        wrong,
        failure,
        locale,
        idempotencyKey: deps.newKey(),
        words: words.form,
        variantWords,
        adMark,
        assets: await deps.readAssets(),
        nonce: deps.getNonce(page.response),
      }),
    );
}

async function placeByForm(deps: OrderPagesDeps, page: Asked): Promise<void> {
  const { request, response } = page;
  requireOwn(deps, request);
  const body = (request.body ?? {}) as Record<string, unknown>; // The parser makes an object of texts.
  const values = Object.fromEntries(fields.map((name) => [name, textOf(body[name])])) as FormValues;
  const { choice, ...rest } = body;
  if (!(await hasTurn(deps, request))) return showForm(deps, page, { values, failure: begin(page).busy, status: 429 });
  const form = orders.OrderForm.safeParse({ ...rest, ...readChoice(textOf(choice)) });
  if (!form.success) {
    const issues = new Set(form.error.issues.map(({ path }) => (path[0] === 'seenPriceMinor' ? 'choice' : path[0])));
    const wrong = fields.filter((name) => issues.has(name));
    return showForm(deps, page, { values, wrong, status: 400 });
  }
  const code = ShareCode.safeParse(request.params.code);
  if (!code.success) return showForm(deps, page, {});
  try {
    response.redirect(303, await deps.placeOrder(code.data, form.data, request));
  } catch (error) {
    const failure = explain(page, error);
    await showForm(deps, page, { values, failure, status: 409 });
  }
}

async function hasTurn(deps: OrderPagesDeps, request: Request): Promise<boolean> {
  try {
    await deps.takeTurn(request.ip ?? 'unknown');
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'request.rate_limited') return false;
    throw error;
  }
}

/** @throws the error itself when it is none that the form explains. */
function explain(page: Asked, error: unknown): string | undefined {
  const { form } = begin(page).words;
  const { gone } = begin(page).variantWords;
  const code = error instanceof AppError ? error.code : undefined;
  if (code === 'orders.sold_out') return form.soldOut;
  if (code === 'orders.variant_gone') return gone;
  if (code === 'orders.price_changed') return form.priceChanged;
  if (code === 'request.key_reused') return form.keyReused;
  if (code === 'orders.not_for_sale') return undefined;
  throw error;
}

async function showOrder(deps: OrderPagesDeps, page: Asked, failure?: string, failedStatus = 409): Promise<void> {
  const { response } = page;
  const { locale, words } = begin(page);
  const order = await requireOrder(deps, page);
  const [assets, link] = await Promise.all([deps.readAssets(), deps.findLink(order.shareId)]);
  response
    .status(failure ? failedStatus : 200)
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
  const { page: words } = begin(page).words;
  const order = await requireOrder(deps, page);
  const act = orders.BuyerAct.safeParse(request.body);
  if (!act.success) {
    const isQuantity = act.error.issues.some(({ path }) => path[0] === 'quantity');
    const failure = isQuantity ? words.wrongQuantity(order.quantity - order.refundedQuantity) : words.unreadable;
    return showOrder(deps, page, failure, 400);
  }
  try {
    await deps.actOnOrder(order.orderId, act.data);
    response.redirect(303, order.path);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'orders.wrong_state') throw error;
    await showOrder(deps, page, words.changed);
  }
}

function requireOwn({ isSecure, publicUrl }: OrderPagesDeps, request: Request): void {
  if (isOwnRequest({ isSecure, publicUrl }, request.headers)) return;
  throw new AppError('request.foreign_origin', 'this form was not sent from our own page');
}

type Said = Pick<Message, 'title' | 'text' | 'way'> & { status?: number };

async function showMessage(deps: OrderPagesDeps, page: Asked, { status = 404, ...said }: Said): Promise<void> {
  const { locale } = begin(page);
  const [assets, nonce] = [await deps.readAssets(), deps.getNonce(page.response)];
  page.response
    .status(status)
    .type('html')
    .send(messagePage({ ...said, locale, assets, nonce }));
}
