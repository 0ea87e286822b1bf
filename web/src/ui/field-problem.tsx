import { isUnproven } from '../api/call-failure.ts';
import { useFailureWords } from '../hooks/use-failure-words.ts';
import { Icon } from './icon.tsx';
import styles from './states.module.css';

/** Names in its form the sentence that claims what nothing proves, and why it was not kept; nothing for any other failure. */
export function UnprovenNote({ error }: { error: unknown }) {
  const toWords = useFailureWords();
  if (!isUnproven(error)) return null;
  return (
    <div className={styles.unproven} role="alert">
      <Icon name="alert" size={16} />
      {toWords(error)}
    </div>
  );
}
