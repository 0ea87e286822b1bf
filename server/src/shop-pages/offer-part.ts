import type { catalog } from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';
import { type Html, html } from './html.ts';
import { toShownPrice } from './price-text.ts';
import type { ShopView } from './shop-view.ts';
import { findOnly, variantChoices } from './variant-choices.ts';

/** What is recommended: its price, the way to buy it, and what is said of it. */
export function offerPart({ facts, locale, words }: ShopView): Html {
  const { clip, product, text, title } = facts.material;
  return html`<section class="offer" aria-labelledby="offer-title">
<div class="offer-head">
${product?.picture && html`<img class="offer-picture" src="${product.picture.path}?w=320" alt="" width="112" height="112" loading="lazy">`}
<div class="offer-words">
<h2 id="offer-title">${product?.name ?? title}</h2>
${product && html`<p class="price"><span class="price-label">${words.price}</span> ${toShownPrice(priceOf(product, facts.variants), locale)}</p>`}
</div>
</div>
${buy({ facts, locale, words })}
${wayOut(facts, locale)}
${product?.summary && html`<p class="offer-text">${product.summary}</p>`}
${text && text !== product?.summary && html`<blockquote class="offer-quote">${text}</blockquote>`}
${clip && clipPlayer(clip, words.clip)}
${product?.afterSaleTerms && html`<h3>${words.afterSale}</h3><p class="offer-text">${product.afterSaleTerms}</p>`}
${faqs(facts, words)}
</section>`;
}

/** The way to an outside shop, which is told of the link and the browser. */
const wayOut = ({ code, isRecalled, material }: ShopView['facts'], locale: ShopView['locale']): Html | false =>
  material.url !== null &&
  !isRecalled &&
  html`<p class="buy-row"><a class="buy" href="/s/${code}/out" rel="nofollow">${wordsOf(locale).credit.out}</a></p>`;

/** As it was dropped; while there is a choice, of what can be chosen now. */
function priceOf(product: catalog.Product, variants: ShopView['facts']['variants']) {
  if (variants.length === 0) return product;
  const prices = variants.map(({ priceMinor }) => priceMinor);
  const amountMinor = Math.min(...prices);
  return { price: { ...product.price, amountMinor }, isFromPrice: Math.max(...prices) > amountMinor };
}

/** A plain link to the form, or the choice that leads there: buying needs no script. */
function buy({ facts, locale, words }: Pick<ShopView, 'facts' | 'locale' | 'words'>): Html | false {
  const { code, material, unitsInStock, variants } = facts;
  if (unitsInStock === null) return false;
  if (material.product && variants.length > 0) return choose({ facts, locale, words }, material.product);
  if (unitsInStock === 0) return html`<p class="buy-left">${words.soldOut}</p>`;
  return html`<p class="buy-row"><a class="buy" href="/s/${code}/order">${words.buy}</a><span class="buy-left">${words.left(unitsInStock)}</span></p>`;
}

const choose = (
  { facts, locale, words }: Pick<ShopView, 'facts' | 'locale' | 'words'>,
  { price }: catalog.Product,
): Html =>
  html`<form class="form" method="get" action="/s/${facts.code}/order">${variantChoices({
    locale,
    variants: facts.variants,
    currency: price.currency,
    words: wordsOf(locale).variants,
    name: 'variant',
    toValue: ({ variantId }) => variantId,
    chosen: findOnly(facts.variants),
    isRequired: false,
  })}
${
  facts.unitsInStock === 0
    ? html`<p class="buy-left">${words.soldOut}</p>`
    : html`<p class="buy-row"><button class="buy" type="submit">${words.buy}</button></p>`
}</form>`;

/** Closed at first, and readable without any script. */
const faqs = (facts: ShopView['facts'], words: ShopView['words']): Html | false =>
  facts.faqs.length > 0 &&
  html`<h3>${words.faqs}</h3><div class="faqs">${facts.faqs.map(
    ({ answer, question }) => html`<details class="faq"><summary>${question}</summary><p>${answer}</p></details>`,
  )}</div>`;

const clipPlayer = (clip: catalog.Clip, label: string) =>
  html`<video class="clip" controls playsinline preload="none" poster="${clip.posterPath}" src="${clip.path}" width="${clip.width}" height="${clip.height}" aria-label="${label}"></video>`;
