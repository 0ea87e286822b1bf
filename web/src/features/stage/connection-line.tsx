import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import styles from './connection-line.module.css';

const BACK_STAYS_MS = 3_000;
type ConnectionLineProps = { isConnected: boolean; hasBeenConnected: boolean };

/** One thin line: reconnecting, then back for three seconds, else nothing. */
export function ConnectionLine({ hasBeenConnected, isConnected }: ConnectionLineProps) {
  const { connection } = useWords().room;
  const wasLost = useRef(false);
  const [isBack, setIsBack] = useState(false);
  const isLost = hasBeenConnected && !isConnected;
  useEffect(() => {
    if (isLost) {
      wasLost.current = true;
      setIsBack(false);
      return;
    }
    if (!wasLost.current) return;
    wasLost.current = false;
    setIsBack(true);
    const timer = setTimeout(() => setIsBack(false), BACK_STAYS_MS);
    return () => clearTimeout(timer);
  }, [isLost]);
  const state = isLost ? 'lost' : isBack ? 'back' : null;
  return (
    <div className={styles.line} data-state={state ?? undefined} role="status">
      {state === 'lost' && connection.reconnecting}
      {state === 'back' && connection.back}
    </div>
  );
}
