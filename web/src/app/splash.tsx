import { Loader } from '@mantine/core';
import { useWords } from '../hooks/use-words.ts';
import styles from './app.module.css';

/** While a page's code or the session is on its way; invisible when that takes no time. */
export function Splash() {
  const words = useWords();
  return (
    <div className={styles.whole}>
      <div className={styles.splash} role="status" aria-label={words.common.loading}>
        <Loader />
      </div>
    </div>
  );
}
