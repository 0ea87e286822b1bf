import { Button, Group, Select } from '@mantine/core';
import type { orders } from '@shoal/contract';
import { useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoney } from '../../ui/format-money.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './ledger.module.css';
import { useHeldCommissions, useJudgeCommission } from './use-held-commissions.ts';

/** Commissions on orders that look like a shopkeeper's own: the operator releases or rejects each, and may change her mind. */
export function HeldCommissions() {
  const { hold } = useWords().credit;
  const { data, error, refetch, set, verdict } = useHeldCommissions();
  const rows = data?.commissions ?? [];
  return (
    <section className={styles.part} id="held">
      <div className={styles.row}>
        <h2>{hold.title}</h2>
        <Select
          aria-label={hold.filter}
          data={Object.entries(hold.verdict).map(([value, label]) => ({ value, label }))}
          value={verdict}
          allowDeselect={false}
          onChange={(value) => value && set(value as orders.HoldVerdict)} // One of the listed.
        />
      </div>
      <p className={styles.quiet}>{hold.lead}</p>
      {error && !data && <FailedState error={error} onRetry={refetch} isDense />}
      {!data && !error && <SkeletonRows count={2} height={64} gap={8} />}
      {data && rows.length === 0 && verdict === 'held' && (
        <EmptyState icon="check" title={hold.empty} text={hold.emptyText} isDense />
      )}
      {data && rows.length === 0 && verdict !== 'held' && <EmptyState icon="check" title={hold.noneJudged} isDense />}
      <ul className={styles.held}>
        {rows.map((row) => (
          <HeldRow key={row.orderId} row={row} />
        ))}
      </ul>
      {data && data.total > rows.length && <p className={styles.quiet}>{hold.more(rows.length, data.total)}</p>}
    </section>
  );
}

function HeldRow({ row }: { row: orders.HeldCommission }) {
  const { credit, orders: orderWords } = useWords();
  const { hold } = credit;
  const locale = useLocale();
  const judge = useJudgeCommission();
  const [isAsking, setIsAsking] = useState(false);
  const { buyer, commission, judged, orderId, placedAt, productName, quantity, reasons, shopkeeper, state, total } =
    row;
  const act = (verdict: 'released' | 'rejected') => judge.mutate({ orderId, from: row.verdict, verdict });
  return (
    <li>
      <div>
        <b>
          {shopkeeper.displayName} · {formatMoney(commission, locale)}
        </b>
        <small>
          {productName} {orderWords.units(quantity)} · {formatMoney(total, locale)} · {orderWords.state[state]}
        </small>
        <small>
          {buyer.name} {buyer.phone} · {formatMoment(placedAt, locale)}
        </small>
      </div>
      <div className={styles.reasons}>
        {reasons.map((reason) => (
          <span key={reason}>{hold.reason[reason]}</span>
        ))}
        {judged && <small>{hold.judged(judged.byName, formatMoment(judged.at, locale))}</small>}
      </div>
      <Group gap="xs" justify="flex-end">
        {row.verdict !== 'rejected' && (
          <Button loading={judge.isPending} onClick={() => setIsAsking(true)}>
            {hold.reject}
          </Button>
        )}
        {row.verdict !== 'released' && (
          <Button variant="filled" loading={judge.isPending} onClick={() => act('released')}>
            {hold.release}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        isDangerous
        isOpen={isAsking}
        isBusy={judge.isPending}
        title={hold.reject}
        act={hold.reject}
        onClose={() => setIsAsking(false)}
        onAct={() => {
          setIsAsking(false);
          act('rejected');
        }}
      >
        {hold.rejectAsk(shopkeeper.displayName, formatMoney(commission, locale))}
      </ConfirmDialog>
    </li>
  );
}
