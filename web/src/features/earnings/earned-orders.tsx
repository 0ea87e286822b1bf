import type { orders } from '@shoal/contract';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { formatDay, formatMoment } from '../../ui/format-time.ts';
import styles from './earnings.module.css';

type EarnedOrdersProps = { rows: readonly orders.EarnedOrder[] };

/** Order by order: what was bought, where it stands, what it brings her. */
export function EarnedOrders({ rows }: EarnedOrdersProps) {
  return (
    <ul className={styles.orders}>
      {rows.map((row) => (
        <EarnedRow key={row.orderId} row={row} />
      ))}
    </ul>
  );
}

function EarnedRow({ row }: { row: orders.EarnedOrder }) {
  const { credit, orders: words } = useWords();
  const locale = useLocale();
  const { availableAt, availableMinor, currency, hold, pendingMinor, placedAt, productName, quantity, state } = row;
  const money = { amountMinor: pendingMinor + availableMinor, currency };
  return (
    <li className={styles.order}>
      <div>
        <b>{productName}</b> <span className={styles.units}>{words.units(quantity)}</span>
        <small>
          {formatMoment(placedAt, locale)} · {formatMoney(row.total, locale)}
          {row.refundedQuantity > 0 && ` · ${words.refundedUnits(row.refundedQuantity)}`}
        </small>
      </div>
      <div className={styles.brings}>
        {state === 'placed' ? (
          <span className={styles.units}>{words.earnings.notYet}</span>
        ) : (
          <b className={styles.amount}>
            <span>{words.earnings.commission}</span> {formatMoney(money, locale)}
          </b>
        )}
        <small>
          {words.state[state]}
          {pendingMinor > 0 &&
            availableAt &&
            hold !== 'held' &&
            ` · ${words.earnings.availableAt(formatDay(availableAt, locale))}`}
        </small>
        {hold && <small>{credit.hold.hers[hold]}</small>}
      </div>
      {hold === 'held' && <small className={styles.hint}>{credit.hold.hersHint}</small>}
    </li>
  );
}
