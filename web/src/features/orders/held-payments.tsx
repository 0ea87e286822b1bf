import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import styles from './orders.module.css';
import { useHeldPayments } from './use-orders.ts';

type HeldPaymentsProps = { brandId: string };

/** Payments that an outside shop told and that fit no order; nothing is shown while there are none. */
export function HeldPayments({ brandId }: HeldPaymentsProps) {
  const words = useWords().orders;
  const locale = useLocale();
  const { data, error, refetch } = useHeldPayments(brandId);
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} isDense />;
  if (!data || data.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{words.held}</h2>
      <ul className={styles.held}>
        {data.map(({ amount, eventId, orderId, reason, receivedAt }) => (
          <li key={eventId}>
            <span>
              <b>{words.heldReason[reason]}</b>
              <small>
                {words.heldOf(orderId)} · {eventId}
              </small>
            </span>
            <span>
              <b className={styles.number}>
                {(amount.amountMinor / 100).toFixed(2)} {amount.currency}
              </b>
              <small>{formatMoment(receivedAt, locale)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
