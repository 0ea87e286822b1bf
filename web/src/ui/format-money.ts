import type { Money } from '@shoal/contract';

const tags = { zh: 'zh-CN', en: 'en' } as const;

/** An amount as people write it: `¥129.00`. */
export function formatMoney(money: Money, locale: 'zh' | 'en'): string {
  return new Intl.NumberFormat(tags[locale], {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: 'narrowSymbol',
  }).format(money.amountMinor / 100);
}
