import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { BalanceRow } from '../features/earnings/balance-row.tsx';
import { EarnedOrders } from '../features/earnings/earned-orders.tsx';
import { useEarnings, useLiveEarnings, useStatement } from '../features/earnings/use-earnings.ts';
import { paths } from '../hooks/paths.ts';
import { useAccountSocket } from '../hooks/use-account-socket.ts';
import { useWords } from '../hooks/use-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import styles from './shopkeeper-home-page.module.css';

/** A shopkeeper's statement: what waits, what is hers, what was paid, order by order. */
export function EarningsPage() {
  const words = useWords();
  const { earnings } = words.orders;
  const { data, error, isPending, refetch } = useEarnings();
  const statement = useStatement();
  useLiveEarnings(useAccountSocket());
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <Link href={paths.home} className={styles.account} aria-label={words.common.back}>
          <Icon name="back" size={22} />
        </Link>
        <h1>{earnings.title}</h1>
        <Button loading={statement.isPending} onClick={() => statement.mutate()}>
          {earnings.csv}
        </Button>
      </header>
      <div className={styles.shows}>
        {isPending && <SkeletonRows count={4} height={72} gap={12} />}
        {error && !data && <FailedState error={error} onRetry={() => void refetch()} />}
        {data?.balances.map((balance) => (
          <BalanceRow key={balance.currency} balance={balance} />
        ))}
        {data?.orders.length === 0 && <EmptyState icon="forward" title={earnings.empty} text={earnings.emptyText} />}
        {data && data.orders.length > 0 && (
          <section className={styles.section}>
            <h2>{earnings.orders}</h2>
            <EarnedOrders rows={data.orders} />
          </section>
        )}
      </div>
    </main>
  );
}
