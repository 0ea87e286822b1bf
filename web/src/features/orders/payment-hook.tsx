import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import styles from './orders.module.css';
import { usePaymentHook } from './use-orders.ts';

type PaymentHookProps = { brandId: string };

/** Where an outside shop tells payments; the secret is shown when it is asked for. */
export function PaymentHook({ brandId }: PaymentHookProps) {
  const words = useWords().orders;
  const [isOpen, setIsOpen] = useState(false);
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
        </>
      )}
    </section>
  );
}
