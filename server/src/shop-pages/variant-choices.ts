import type { Currency } from '@shoal/contract';
import type { Words } from '@shoal/contract/words';
import type { PageLocale } from './choose-locale.ts';
import { type Html, html } from './html.ts';
import { toPriceText } from './price-text.ts';
import type { Choice } from './shop-view.ts';

export type Choices = {
  variants: readonly Choice[];
  currency: Currency;
  locale: PageLocale;
  words: Words['variants'];
  /** What a chosen field sends, and under which name. */
  name: string;
  toValue: (variant: Choice) => string;
  /** The id of the one that is chosen already. */
  chosen: string | undefined;
  isRequired: boolean;
  /** Words beside the choice, when it was wrong. */
  failure?: string | undefined;
};

/** One of a product's variants, each with its price; nothing is chosen by a script. What is sold out is shown and cannot be. */
export function variantChoices(view: Choices): Html {
  const { failure, variants, words } = view;
  const described: Html = { markup: failure ? ' aria-describedby="choice-wrong"' : '' };
  return html`<fieldset class="choices"${described}><legend>${words.choose}</legend>${variants.map((variant) => choice(view, variant))}</fieldset>
${failure && html`<p class="form-failure" id="choice-wrong">${failure}</p>`}`;
}

function choice({ chosen, currency, isRequired, locale, name, toValue, words }: Choices, variant: Choice): Html {
  const { name: label, priceMinor, unitsInStock, variantId } = variant;
  const isGone = unitsInStock === 0;
  const marks = [isGone && ' disabled', !isGone && chosen === variantId && ' checked', isRequired && ' required'];
  const state: Html = { markup: marks.filter(Boolean).join('') };
  return html`<label class="choice"><input type="radio" name="${name}" value="${toValue(variant)}"${state}><span class="choice-name">${label}${isGone && html`<small>${words.soldOut}</small>`}</span><span class="choice-price">${toPriceText({ amountMinor: priceMinor, currency }, locale)}</span></label>`;
}

/** The one that is left: nobody has to choose it. */
export function findOnly(variants: readonly Choice[]): string | undefined {
  const [first, second] = variants.filter(({ unitsInStock }) => unitsInStock > 0);
  return second ? undefined : first?.variantId;
}

const CHOICE = /^([0-9a-f-]{36})\.(\d{1,15})$/;

/** What a form sends for a variant: which one, and the price that stood beside it. */
export const toChoice = ({ priceMinor, variantId }: Choice): string => `${variantId}.${priceMinor}`;

/** The fields of an order that a choice stands for; none for what is no choice. */
export function readChoice(text: string): { variantId?: string; seenPriceMinor?: string } {
  const [, variantId, seenPriceMinor] = CHOICE.exec(text) ?? [];
  return variantId && seenPriceMinor ? { variantId, seenPriceMinor } : {};
}
