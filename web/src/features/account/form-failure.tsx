import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './account.module.css';

type FormFailureProps = { error: unknown };

/** Why the form did not go through, above its button. */
export function FormFailure({ error }: FormFailureProps) {
  const toWords = useFailureWords();
  if (!error) return null;
  return (
    <p className={styles.failure} role="alert">
      <Icon name="alert" size={16} />
      {toWords(error)}
    </p>
  );
}
