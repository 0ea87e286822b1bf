import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useFocusHere } from '../../hooks/use-focus-next.ts';
import { useWords } from '../../hooks/use-words.ts';
import styles from './studio.module.css';

type CountdownProps = { count: number; onGiveUp: () => void };

/** 3-2-1 over her own picture, with the way back. */
export function Countdown({ count, onGiveUp }: CountdownProps) {
  const { studio } = useWords();
  const giveUp = useRef<HTMLButtonElement>(null);
  useFocusHere(giveUp);
  return (
    <div className={styles.countdown} role="alert" aria-label={studio.countdown}>
      <strong>{count}</strong>
      <Button ref={giveUp} onClick={onGiveUp}>
        {studio.cancelCountdown}
      </Button>
    </div>
  );
}
