import type { catalog } from '@shoal/contract';
import { usePriceText } from '../../hooks/use-price-text.ts';
import { useWords } from '../../hooks/use-words.ts';
import styles from './groups.module.css';
import { useSaleGains } from './use-sale-gains.ts';

type SaleGainProps = { showId: string; material: catalog.Material };

/** What one sale brings her, and when it is hers: said before she forwards. */
export function SaleGain({ material, showId }: SaleGainProps) {
  const { forward } = useWords();
  const toText = usePriceText();
  const gain = useSaleGains(showId, [material])(material);
  if (!gain) return null;
  return (
    <p className={styles.gain}>
      <b>{forward.perSale(toText({ price: gain.perSale, isFromPrice: gain.isFrom }))}</b>
      <small>{forward.perSaleNote(gain.afterSaleDays)}</small>
    </p>
  );
}
