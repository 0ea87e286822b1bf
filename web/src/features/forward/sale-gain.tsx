import type { catalog } from '@shoal/contract';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoney } from '../../ui/format-money.ts';
import styles from './groups.module.css';
import { useSaleGains } from './use-sale-gains.ts';

type SaleGainProps = { showId: string; material: catalog.Material };

/** What one sale brings her, and when it is hers: said before she forwards. */
export function SaleGain({ material, showId }: SaleGainProps) {
  const { forward } = useWords();
  const locale = useLocale();
  const gain = useSaleGains(showId, [material])(material);
  if (!gain) return null;
  return (
    <p className={styles.gain}>
      <b>{forward.perSale(formatMoney(gain.perSale, locale))}</b>
      <small>{forward.perSaleNote(gain.afterSaleDays)}</small>
    </p>
  );
}
