import { AppError, orders, ShareCode } from '@shoal/contract';
import type { Request, Response } from 'express';
import type { ShopAssets } from './asset-manifest.ts';
import { beginOrderPage, requireOwn, textOf } from './begin-order-page.ts';
import type { Asked } from './begin-page.ts';
import type { FormKeeper } from './kept-form.ts';
import { type Message, messagePage } from './message-page.ts';
import { type FormField, type FormOffer, type FormValues, orderFormPage } from './order-form-page.ts';
import { readChoice } from './variant-choices.ts';

export type OrderFormDeps = {
  isSecure: boolean;
  publicUrl: string;
  readAssets: () => Promise<ShopAssets>;
  getNonce: (response: Response) => string;
  newKey: () => string;
  kept: FormKeeper;
  /** Undefined when nothing is sold behind the link. */
  findOffer: (code: ShareCode) => Promise<FormOffer | undefined>;
  /** Spends the address's turn. Throws `request.rate_limited`. */
  takeTurn: (ip: string) => Promise<void>;
  /** Answers the order's path. Throws the codes that an order can be refused with. */
  placeOrder: (code: ShareCode, form: orders.OrderForm, request: Request) => Promise<string>;
};

type Failure = 'busy' | 'soldOut' | 'gone' | 'priceChanged' | 'keyReused';
type Shown = { values: FormValues; wrong?: readonly FormField[]; failure?: Failure | undefined; status?: number };

const empty: FormValues = { choice: '', quantity: '1', buyerName: '', buyerPhone: '', buyerAddress: '' };
const fields = Object.keys(empty) as FormField[]; // The keys are written above.
const toPath = (code: ShareCode) => `/s/${code}/order`;

/** The form, empty or as it was refused. What was wrong is told where the refusal led, the failure of it once. */
export async function showOrderForm(deps: OrderFormDeps, page: Asked): Promise<void> {
  const code = requireCode(page.request);
  const { variant } = page.request.query;
  const kept = deps.kept.read(page.request, toPath(code));
  // With what was chosen on the page before; which price stands beside it, the form tells anew.
  const chosen = variant === undefined && kept ? {} : { choice: `${textOf(variant)}.0` };
  const values = { ...empty, ...toValues(kept), ...chosen };
  if (!kept || variant !== undefined) return sendForm(deps, page, { values });
  const { failure, ...rest } = kept;
  if (failure) deps.kept.keep(page.response, toPath(code), rest);
  const wrong = fields.filter((name) => kept.wrong?.split(' ').includes(name));
  await sendForm(deps, page, { values, wrong, failure: failure as Failure | undefined }); // We kept it.
}

/** Places the order and goes to its page; a form that is refused is gone to again, by its own address. */
export async function placeByForm(deps: OrderFormDeps, page: Asked): Promise<void> {
  const { request, response } = page;
  requireOwn(deps, request);
  const code = requireCode(request);
  const body = (request.body ?? {}) as Record<string, unknown>; // The parser makes an object of texts.
  const values = { ...empty, ...toValues(body), quantity: textOf(body.quantity) };
  const { choice, ...rest } = body;
  if (!(await hasTurn(deps, request))) return refuse(deps, page, { values, failure: 'busy', status: 429 });
  const form = orders.OrderForm.safeParse({ ...rest, ...readChoice(textOf(choice)) });
  if (!form.success) {
    const issues = new Set(form.error.issues.map(({ path }) => (path[0] === 'seenPriceMinor' ? 'choice' : path[0])));
    return refuse(deps, page, { values, wrong: fields.filter((name) => issues.has(name)), status: 400 });
  }
  try {
    const path = await deps.placeOrder(code, form.data, request);
    deps.kept.forget(response, toPath(code));
    response.redirect(303, path);
  } catch (error) {
    await refuse(deps, page, { values, failure: explain(error), status: 409 });
  }
}

const toValues = (from: Record<string, unknown> | undefined): Partial<FormValues> =>
  Object.fromEntries(fields.flatMap((name) => (typeof from?.[name] === 'string' ? [[name, from[name]]] : [])));

/** @throws AppError `shares.not_found` */
function requireCode({ params }: Request): ShareCode {
  const code = ShareCode.safeParse(params.code);
  if (!code.success) throw new AppError('shares.not_found', 'not a code');
  return code.data;
}

/** The answer to a form would ask her to send it again on the way back. It stays one only where it says nothing of hers, or too much. */
async function refuse(deps: OrderFormDeps, page: Asked, shown: Shown): Promise<void> {
  const { failure, values, wrong = [] } = shown;
  const path = toPath(requireCode(page.request));
  const form = { ...values, wrong: wrong.join(' '), ...(failure && { failure }) };
  const isHers = failure !== undefined || wrong.length > 0;
  if (!isHers || !deps.kept.keep(page.response, path, form)) return sendForm(deps, page, shown);
  beginOrderPage(page);
  page.response.redirect(303, path);
}

async function sendForm(deps: OrderFormDeps, page: Asked, shown: Shown): Promise<void> {
  const { adMark, busy, locale, variantWords, words } = beginOrderPage(page);
  const code = requireCode(page.request);
  const offer = await deps.findOffer(code);
  const way = { path: `/s/${code}#ask`, label: words.form.toPage };
  if (!offer) return sendMessage(deps, page, { title: words.form.notForSale, text: words.form.notForSaleText, way });
  const { failure, status = 200, values, wrong = [] } = shown;
  if (offer.unitsInStock === 0)
    return sendMessage(deps, page, { title: words.form.gone, text: words.form.goneText, way, status });
  const told = { ...words.form, busy, gone: variantWords.gone };
  page.response
    .status(status)
    .type('html')
    .send(
      orderFormPage({
        code,
        offer,
        values,
        wrong,
        failure: failure && told[failure],
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

async function hasTurn(deps: OrderFormDeps, request: Request): Promise<boolean> {
  try {
    await deps.takeTurn(request.ip ?? 'unknown');
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'request.rate_limited') return false;
    throw error;
  }
}

/** @throws the error itself when it is none that the form explains. */
function explain(error: unknown): Failure | undefined {
  const code = error instanceof AppError ? error.code : undefined;
  if (code === 'orders.sold_out') return 'soldOut';
  if (code === 'orders.variant_gone') return 'gone';
  if (code === 'orders.price_changed') return 'priceChanged';
  if (code === 'request.key_reused') return 'keyReused';
  if (code === 'orders.not_for_sale') return undefined;
  throw error;
}

type Said = Pick<Message, 'title' | 'text' | 'way'> & { status?: number };

async function sendMessage(deps: OrderFormDeps, page: Asked, { status = 404, ...said }: Said): Promise<void> {
  const { locale } = beginOrderPage(page);
  const [assets, nonce] = [await deps.readAssets(), deps.getNonce(page.response)];
  page.response
    .status(status)
    .type('html')
    .send(messagePage({ ...said, locale, assets, nonce }));
}
