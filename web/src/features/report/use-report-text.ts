import type { Money } from '@shoal/contract';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoney } from '../../ui/format-money.ts';

const MINUTE_MS = 60_000;

/** Writes the figures of a report as people read them. */
export function useReportText() {
  const words = useWords().report;
  const locale = useLocale();
  const toCount = (count: number) => count.toLocaleString(locale === 'zh' ? 'zh-CN' : 'en');
  return {
    toCount,
    toStay: (ms: number) =>
      ms < MINUTE_MS ? words.seconds(Math.round(ms / 1_000)) : words.minutes(toCount(Math.round(ms / MINUTE_MS))),
    /** Nothing where nothing was sold. */
    toSales: (sales: readonly Money[]) => sales.map((money) => formatMoney(money, locale)).join(' + '),
  };
}
