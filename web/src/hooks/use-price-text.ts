import type { Money } from '@shoal/contract';
import { formatMoney } from '../ui/format-money.ts';
import { useLocale } from './locale.ts';
import { useWords } from './use-words.ts';

/** Writes a price that may be the lowest of several. */
export function usePriceText() {
  const { variants } = useWords();
  const locale = useLocale();
  return ({ isFromPrice, price }: { price: Money; isFromPrice?: boolean | undefined }): string => {
    const text = formatMoney(price, locale);
    return isFromPrice ? variants.fromPrice(text) : text;
  };
}
