import { NumberInput } from '@mantine/core';
import type { catalog, Money } from '@shoal/contract';
import { MAX_AFTER_SALE_DAYS, MAX_COMMISSION_BPS, MAX_STOCK, MIN_AFTER_SALE_DAYS } from '@shoal/contract/limits';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoney } from '../../ui/format-money.ts';
import styles from './editor.module.css';

type Sale = catalog.SaleTerms;
type SaleFieldsProps = {
  sale: Sale;
  price: Money;
  /** The product has none of its own then. */
  isStockOfVariants: boolean;
  onChange: (sale: Sale) => void;
};

/** Stock, commission and after-sale period of a product. */
export function SaleFields({ isStockOfVariants, onChange, price, sale }: SaleFieldsProps) {
  const words = useWords().console;
  const locale = useLocale();
  const earnedMinor = Math.floor((price.amountMinor * sale.commissionBps) / 10_000);
  return (
    <>
      {!isStockOfVariants && (
        <NumberInput
          label={words.stock}
          description={words.stockHint}
          min={0}
          max={MAX_STOCK}
          allowDecimal={false}
          thousandSeparator=","
          value={sale.unitsInStock ?? ''}
          onChange={(value) => onChange({ ...sale, unitsInStock: value === '' ? null : Number(value) })}
        />
      )}
      <div className={styles.two}>
        <NumberInput
          label={words.commission}
          description={words.commissionHint(formatMoney({ ...price, amountMinor: earnedMinor }, locale))}
          min={0}
          max={MAX_COMMISSION_BPS / 100}
          decimalScale={2}
          value={sale.commissionBps / 100}
          onChange={(value) => onChange({ ...sale, commissionBps: Math.round(Number(value) * 100) })}
        />
        <NumberInput
          label={words.afterSaleDays}
          description={words.afterSaleDaysHint}
          min={MIN_AFTER_SALE_DAYS}
          max={MAX_AFTER_SALE_DAYS}
          allowDecimal={false}
          value={sale.afterSaleDays}
          onChange={(value) => onChange({ ...sale, afterSaleDays: Number(value) || MIN_AFTER_SALE_DAYS })}
        />
      </div>
    </>
  );
}
