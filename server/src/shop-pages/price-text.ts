import type { Money } from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';

/** A price as people write it: no decimals when there are none. */
export function toPriceText({ amountMinor, currency }: Money, locale: 'zh' | 'en'): string {
  return new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: amountMinor % 100 === 0 ? 0 : 2,
  }).format(amountMinor / 100);
}

/** A price that may be the lowest of several. */
export function toShownPrice(
  { isFromPrice, price }: { price: Money; isFromPrice?: boolean | undefined },
  locale: 'zh' | 'en',
): string {
  const text = toPriceText(price, locale);
  return isFromPrice ? wordsOf(locale).variants.fromPrice(text) : text;
}
