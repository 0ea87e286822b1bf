import { Button } from '@mantine/core';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoney } from '../../ui/format-money.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { HeldCommissions } from './held-commissions.tsx';
import styles from './ledger.module.css';
import { Payouts } from './payouts.tsx';
import { type Ledger, useLedger, useLedgerAct } from './use-ledger.ts';

/** What is owed to the shopkeepers, whether the books agree, and the payouts. */
export function LedgerDesk() {
  const words = useWords().orders.ledger;
  const { data, error, refetch } = useLedger();
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={5} height={72} />;
  return (
    <>
      <h1 className={styles.title}>{words.title}</h1>
      <Books reconciliation={data.reconciliation} />
      <Balances balances={data.balances} />
      <HeldCommissions />
      <Payouts batches={data.batches} balances={data.balances} />
    </>
  );
}

function Books({ reconciliation }: Pick<Ledger, 'reconciliation'>) {
  const words = useWords().orders.ledger;
  const locale = useLocale();
  const { act } = useLedgerAct();
  const verdict = reconciliation?.isOk ? words.reconciled : words.broken;
  return (
    <section className={styles.part} data-broken={reconciliation?.isOk === false || undefined}>
      <div className={styles.row}>
        <h2 role="status">{reconciliation ? verdict : words.never}</h2>
        <Button loading={act.isPending} onClick={() => act.mutate(() => call(api.reconcileNow, {}))}>
          {words.now}
        </Button>
      </div>
      {reconciliation && (
        <>
          <p className={styles.quiet}>{words.at(formatMoment(reconciliation.at, locale))}</p>
          <ul className={styles.checks}>
            {reconciliation.checks.map(({ differences, examples, name }) => (
              <li key={name} data-differs={differences > 0 || undefined}>
                {words.check[name]}: {words.differences(differences)}
                {examples.length > 0 && <small>{examples.join('; ')}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Balances({ balances }: Pick<Ledger, 'balances'>) {
  const { earnings, ledger } = useWords().orders;
  const locale = useLocale();
  if (balances.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{ledger.balances}</h2>
      {balances.map(({ availableMinor, currency, inPayoutMinor, paidMinor, pendingMinor, withheldMinor }) => {
        const parts: [string, number][] = [
          [earnings.pending, pendingMinor],
          [earnings.available, availableMinor],
          [earnings.inPayout, inPayoutMinor],
          [earnings.paid, paidMinor],
          [earnings.withheld, withheldMinor],
        ];
        return (
          <dl key={currency} className={styles.balances}>
            {parts.map(([label, amountMinor]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{formatMoney({ amountMinor, currency }, locale)}</dd>
              </div>
            ))}
          </dl>
        );
      })}
    </section>
  );
}
