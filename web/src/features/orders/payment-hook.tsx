import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import styles from './orders.module.css';
import { usePaymentHook, useRotateHook } from './use-orders.ts';

type PaymentHookProps = { brandId: string };

/** Where an outside shop tells payments; the secret is shown when it is asked for. */
export function PaymentHook({ brandId }: PaymentHookProps) {
  const { credit, orders: words } = useWords();
  const { hook } = credit;
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const rotate = useRotateHook(brandId, () => setIsAsking(false));
  const { data, error, refetch } = usePaymentHook(brandId, isOpen);
  return (
    <section className={styles.part}>
      <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {words.hook}
      </Button>
      {isOpen && error && <FailedState error={error} onRetry={() => void refetch()} isDense />}
      {isOpen && data && (
        <>
          <p className={styles.quiet}>{words.hookHint}</p>
          <p className={styles.quiet}>
            <code>{data.url}</code>
          </p>
          <p className={styles.quiet}>
            {words.hookSecret}: <code>{data.secret}</code>
          </p>
          {data.previousUntil && (
            <p className={styles.quiet}>{hook.previousUntil(formatMoment(data.previousUntil, locale))}</p>
          )}
          <Button loading={rotate.isPending} onClick={() => setIsAsking(true)}>
            {hook.rotate}
          </Button>
          <ConfirmDialog
            isOpen={isAsking}
            isBusy={rotate.isPending}
            title={hook.rotate}
            act={hook.rotate}
            onClose={() => setIsAsking(false)}
            onAct={() => rotate.mutate(data.number)}
          >
            {hook.rotateAsk}
          </ConfirmDialog>
        </>
      )}
    </section>
  );
}
