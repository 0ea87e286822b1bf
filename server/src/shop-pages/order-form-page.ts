import type { Currency, ShareCode } from '@shoal/contract';
import type { Words } from '@shoal/contract/words';
import { toPicturePath } from '../platform/picture-path.ts';
import type { ShopAssets } from './asset-manifest.ts';
import type { PageLocale } from './choose-locale.ts';
import { type Html, html } from './html.ts';
import { pageFrame } from './page-frame.ts';
import { toPriceText } from './price-text.ts';
import type { Choice } from './shop-view.ts';
import { findOnly, readChoice, toChoice, variantChoices } from './variant-choices.ts';

export type FormOffer = {
  productName: string;
  picture: Parameters<typeof toPicturePath>[0] | null;
  unitPriceMinor: number;
  currency: Currency;
  /** Of all variants together. */
  unitsInStock: number | null;
  /** Empty of a product that is sold as it stands. */
  variants: readonly Choice[];
  isAdMarked: boolean;
};
/** As the buyer typed them, to be shown again beside what is wrong. */
export type FormValues = {
  choice: string;
  quantity: string;
  buyerName: string;
  buyerPhone: string;
  buyerAddress: string;
};
export type FormField = keyof FormValues;

export type OrderFormView = {
  code: ShareCode;
  offer: FormOffer;
  values: FormValues;
  wrong: readonly FormField[];
  /** Of the whole form. */
  failure: string | undefined;
  idempotencyKey: string;
  locale: PageLocale;
  words: Words['orders']['form'];
  variantWords: Words['variants'];
  adMark: string;
  assets: ShopAssets;
  nonce: string;
};

/** The form of an order. It runs no script, and remembers what was typed when something is wrong. */
export function orderFormPage(view: OrderFormView): string {
  const { adMark, assets, code, failure, idempotencyKey, locale, nonce, offer, words } = view;
  return pageFrame({
    nonce,
    title: words.title,
    lang: locale === 'zh' ? 'zh-CN' : 'en',
    assets: { ...assets, script: undefined, preloads: [] },
    body: html`<body><main class="leaflet form-page"><section class="offer">
${offer.isAdMarked && html`<p class="ad-mark">${adMark}</p>`}
<h1 class="show-title">${words.title}</h1>
<div class="offer-head">${offer.picture && html`<img class="bought" src="${toPicturePath(offer.picture)}?w=320" alt="" width="72" height="72">`}<div><p>${offer.productName}</p>
${offer.variants.length === 0 && onePrice(view)}</div></div>
${failure && html`<p class="form-failure" role="alert">${failure}</p>`}
<form class="form" method="post" action="/s/${code}/order">
<input type="hidden" name="idempotencyKey" value="${idempotencyKey}">
${offer.variants.length === 0 ? html`<input type="hidden" name="seenPriceMinor" value="${offer.unitPriceMinor}">` : choices(view)}
${field(view, 'quantity', { type: 'number', mode: 'numeric', more: { markup: ' min="1" max="20"' }, label: words.quantity })}
${field(view, 'buyerName', { type: 'text', mode: 'text', more: { markup: ' maxlength="40" autocomplete="name"' }, label: words.name })}
${field(view, 'buyerPhone', { type: 'tel', mode: 'tel', more: { markup: ' maxlength="40" autocomplete="tel"' }, label: words.phone })}
${field(view, 'buyerAddress', { type: 'text', mode: 'text', more: { markup: ' maxlength="200" autocomplete="street-address"' }, label: words.address })}
<p class="fine">${words.hint}</p>
<button class="buy" type="submit">${words.place}</button>
<p class="fine">${words.privacy}</p>
</form>
<a class="to-front" href="/s/${code}">${words.back}</a>
</section></main></body>`,
  });
}

const onePrice = ({ locale, offer, words }: OrderFormView): Html =>
  html`<p class="price"><span class="price-label">${words.total}</span> ${toPriceText({ amountMinor: offer.unitPriceMinor, currency: offer.currency }, locale)}</p>`;

/** Each with the price that it is ordered at: what stood beside the chosen one is sent along. */
const choices = ({ locale, offer, values, variantWords, wrong }: OrderFormView): Html =>
  variantChoices({
    locale,
    variants: offer.variants,
    currency: offer.currency,
    words: variantWords,
    name: 'choice',
    toValue: toChoice,
    chosen: readChoice(values.choice).variantId ?? findOnly(offer.variants),
    isRequired: true,
    failure: wrong.includes('choice') ? variantWords.gone : undefined,
  });

type Input = { type: string; mode: string; more: Html; label: string };

function field(
  { values, words, wrong }: OrderFormView,
  name: Exclude<FormField, 'choice'>,
  { label, mode, more, type }: Input,
): Html {
  const isWrong = wrong.includes(name);
  const isFirst = wrong[0] === name; // The page comes back with the cursor where it is needed.
  const described: Html = {
    markup: isWrong ? ` aria-invalid="true" aria-describedby="${name}-wrong"${isFirst ? ' autofocus' : ''}` : '',
  };
  return html`<label class="field">${label}<input name="${name}" type="${type}" inputmode="${mode}" required value="${values[name]}"${more}${described}></label>${isWrong && html`<p class="form-failure" id="${name}-wrong">${words.errors[name]}</p>`}`;
}
