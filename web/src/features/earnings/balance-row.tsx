import type { orders } from '@shoal/contract';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoney } from '../../ui/format-money.ts';
import styles from './earnings.module.css';

type BalanceRowProps = { balance: orders.Balance };

/** One currency: what waits, what can be paid out, what was paid. */
export function BalanceRow({ balance }: BalanceRowProps) {
  const { earnings } = useWords().orders;
  const locale = useLocale();
  const { availableMinor, currency, inPayoutMinor, paidMinor, pendingMinor, withheldMinor } = balance;
  const parts: [string, number, boolean][] = [
    [`${earnings.pending} · ${earnings.pendingHint}`, pendingMinor, true],
    [earnings.available, availableMinor, true],
    [earnings.inPayout, inPayoutMinor, inPayoutMinor !== 0],
    [earnings.paid, paidMinor, true],
    [earnings.withheld, withheldMinor, withheldMinor !== 0],
  ];
  return (
    <dl className={styles.balance} aria-live="polite">
      {parts
        .filter(([, , isShown]) => isShown)
        .map(([label, amountMinor]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd data-debt={amountMinor < 0 || undefined}>{formatMoney({ amountMinor, currency }, locale)}</dd>
          </div>
        ))}
    </dl>
  );
}
