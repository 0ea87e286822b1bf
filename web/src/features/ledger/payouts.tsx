import { Button, FileButton, Group, NumberInput, Select } from '@mantine/core';
import type { Currency, orders } from '@shoal/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatMoney } from '../../ui/format-money.ts';
import { formatMoment } from '../../ui/format-time.ts';
import styles from './ledger.module.css';
import { type Ledger, useLedgerAct } from './use-ledger.ts';

/** Batches of payouts, newest first, and how to open the next. */
export function Payouts({ balances, batches }: Pick<Ledger, 'balances' | 'batches'>) {
  const words = useWords().orders.ledger;
  const { importing } = useLedgerAct();
  return (
    <section className={styles.part}>
      <div className={styles.row}>
        <h2>{words.payouts}</h2>
        <FileButton accept=".csv,text/csv" onChange={(file) => file && importing.mutate(file)}>
          {(props) => (
            <Button {...props} loading={importing.isPending}>
              {words.results}
            </Button>
          )}
        </FileButton>
      </div>
      <OpenBatch currencies={balances.map(({ currency }) => currency)} />
      {batches.length === 0 && <EmptyState icon="check" title={words.none} text={words.noneText} isDense />}
      {batches.map((batch) => (
        <Batch key={batch.batchId} batch={batch} />
      ))}
      {batches.length > 0 && <p className={styles.quiet}>{words.resultsHint}</p>}
    </section>
  );
}

function OpenBatch({ currencies }: { currencies: readonly Currency[] }) {
  const words = useWords().orders.ledger;
  const { act } = useLedgerAct();
  const [currency, setCurrency] = useState<Currency>(currencies[0] ?? 'CNY');
  const [percent, setPercent] = useState(0);
  const [idempotencyKey, setKey] = useState(randomUuid);
  const open = () =>
    act.mutate(
      () => call(api.openPayouts, { currency, withholdingBps: Math.round(percent * 100), idempotencyKey }),
      // A lost answer is asked for again under the same key.
      { onSuccess: () => setKey(randomUuid()) },
    );
  if (currencies.length === 0) return null;
  return (
    <Group align="end" gap="sm" mb="md">
      <Select
        label={words.currency}
        data={[...currencies]}
        value={currency}
        w={110}
        onChange={(value) => value && setCurrency(value as Currency)} // One of the listed.
      />
      <NumberInput
        label={words.withholding}
        min={0}
        max={50}
        decimalScale={2}
        w={140}
        value={percent}
        onChange={(value) => setPercent(Number(value) || 0)}
      />
      <Button variant="filled" loading={act.isPending} onClick={open}>
        {words.open}
      </Button>
    </Group>
  );
}

function Batch({ batch }: { batch: orders.PayoutBatch }) {
  const words = useWords().orders.ledger;
  const locale = useLocale();
  const { act, sending } = useLedgerAct();
  const [isAsking, setAsking] = useState(false);
  const { batchId, createdAt, currency, payouts } = batch;
  const amountMinor = payouts.reduce((sum, { amount }) => sum + amount.amountMinor, 0);
  const has = (state: orders.PayoutState) => payouts.some((payout) => payout.state === state);
  const total = formatMoney({ amountMinor, currency }, locale);
  const withdraw = () =>
    act.mutate(() => call(api.withdrawPayouts, { batchId }), { onSettled: () => setAsking(false) });
  return (
    <div className={styles.batch}>
      <ConfirmDialog
        isOpen={isAsking}
        isDangerous
        isBusy={act.isPending}
        title={words.withdraw}
        act={words.withdraw}
        onAct={withdraw}
        onClose={() => setAsking(false)}
      >
        {words.withdrawAsk(payouts.length, total)}
      </ConfirmDialog>
      <div className={styles.row}>
        <b>
          {formatMoment(createdAt, locale)} · {words.batchOf(payouts.length, total)}
        </b>
        {has('batch') && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setAsking(true)}>
              {words.withdraw}
            </Button>
            <Button loading={act.isPending} onClick={() => act.mutate(() => call(api.approvePayouts, { batchId }))}>
              {words.approve}
            </Button>
          </Group>
        )}
        {!has('batch') && !has('withdrawn') && (
          <Button loading={sending.isPending} onClick={() => sending.mutate(batchId)}>
            {words.send}
          </Button>
        )}
      </div>
      <PayoutsTable payouts={payouts} />
    </div>
  );
}

function PayoutsTable({ payouts }: Pick<orders.PayoutBatch, 'payouts'>) {
  const { column, state: states } = useWords().orders.ledger;
  const locale = useLocale();
  return (
    <table>
      <thead>
        <tr>
          {[column.shopkeeper, column.amount, column.withheld, column.state, column.note].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {payouts.map(({ amount, note, payoutId, shopkeeper, state, withheldMinor }) => (
          <tr key={payoutId} data-failed={state === 'failed' || undefined}>
            <td>{shopkeeper.displayName}</td>
            <td className={styles.number}>{formatMoney(amount, locale)}</td>
            <td className={styles.number} data-label={column.withheld}>
              {formatMoney({ ...amount, amountMinor: withheldMinor }, locale)}
            </td>
            <td>{states[state]}</td>
            <td>{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
