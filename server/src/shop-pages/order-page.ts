import { orders } from '@shoal/contract';
import type { Words } from '@shoal/contract/words';
import type { OrderLink } from '../views/order-link.ts';
import type { ShopAssets } from './asset-manifest.ts';
import type { PageLocale } from './choose-locale.ts';
import { type Html, html } from './html.ts';
import { toMomentText } from './moment-text.ts';
import { pageFrame } from './page-frame.ts';
import { toPriceText } from './price-text.ts';

export type OrderView = {
  order: orders.Order;
  /** Undefined when the link is gone. */
  link: OrderLink | undefined;
  /** What was tried and did not happen, in words. */
  failure: string | undefined;
  locale: PageLocale;
  words: Words['orders'];
  assets: ShopAssets;
  nonce: string;
};

/** The buyer's page of her order: what became of it, and what she can do. It runs no script. */
export function orderPage(view: OrderView): string {
  const { assets, failure, link, locale, nonce, order, words } = view;
  return pageFrame({
    nonce,
    title: words.page.title,
    lang: locale === 'zh' ? 'zh-CN' : 'en',
    assets: { ...assets, script: undefined, preloads: [] },
    body: html`<body><main class="leaflet form-page"><section class="offer">
<h1 class="show-title">${words.page.title}</h1>
${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
<p class="badge order-badge" data-state="${order.state}">${words.state[order.state]}</p>
<p role="status">${words.page.states[order.state]}${order.state === 'placed' && deadline(view)}</p>
<dl class="facts">
<dt>${words.page.product}</dt><dd>${order.product.name}${order.variant && ` · ${order.variant.name}`} × ${order.quantity}</dd>
<dt>${words.page.total}</dt><dd>${toPriceText(order.total, locale)}</dd>
${order.tracking !== '' && html`<dt>${words.page.tracking}</dt><dd>${order.tracking}</dd>`}
<dt>${words.page.number}</dt><dd><details class="order-number"><summary>${orders.toOrderNumber(order.orderId)}</summary>${order.orderId}</details></dd>
</dl>
${acts(view)}
</section>
${order.refunds.length > 0 && refunds(view)}
${link && html`<a class="to-front" href="/s/${link.code}#ask">${words.page.ask(link.shopkeeperName)}</a>`}
<p class="fine">${words.page.keep}</p>
</main></body>`,
  });
}

const deadline = ({ link, locale, order }: OrderView): Html =>
  html` <time datetime="${order.expiresAt}">${toMomentText(new Date(order.expiresAt), link?.timeZone ?? 'UTC', locale)}</time>`;

function acts(view: OrderView): Html {
  const { order, words } = view;
  const left = order.quantity - order.refundedQuantity;
  const mayAsk =
    ['paid', 'shipped', 'received'].includes(order.state) && !order.refunds.some(({ state }) => state === 'open');
  return html`${order.state === 'placed' && button(view, 'cancel', words.page.cancel)}${order.state === 'shipped' && button(view, 'receive', words.page.received)}
${
  mayAsk &&
  html`<details class="faq"><summary>${words.page.refundTitle}</summary><form class="form" method="post" action="${order.path}">
<input type="hidden" name="act" value="refund">
<label class="field">${words.page.refundQuantity}<input name="quantity" type="number" min="1" max="${left}" value="${left}" required></label>
<label class="field">${words.page.refundReason}<input name="reason" type="text" maxlength="300"></label>
<button class="buy buy-quiet" type="submit">${words.page.refundSend}</button></form></details>`
}`;
}

const button = ({ order }: OrderView, act: string, label: string): Html =>
  html`<form method="post" action="${order.path}"><input type="hidden" name="act" value="${act}"><button class="buy${act === 'cancel' ? ' buy-quiet' : ''}" type="submit">${label}</button></form>`;

const refunds = ({ locale, order, words }: OrderView): Html =>
  html`<section class="offer"><h2>${words.page.refunds}</h2>${order.refunds.map(
    ({ amount, answer, cause, quantity, state }) =>
      html`<p>${words.page.refundLine(quantity, words.refundState[state])} · ${toPriceText(amount, locale)}</p>${cause === 'late_payment' && html`<p class="fine">${words.page.late}</p>`}${answer !== '' && html`<p class="fine">${words.page.answer}: ${answer}</p>`}`,
  )}</section>`;
