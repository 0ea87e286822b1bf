import { Button } from '@mantine/core';
import { CallFailure, toFailureCode } from '../api/call-failure.ts';
import { paths } from '../hooks/paths.ts';
import { useFailureWords } from '../hooks/use-failure-words.ts';
import { useWords } from '../hooks/use-words.ts';
import { Icon } from './icon.tsx';
import styles from './states.module.css';

type FailedStateProps = { error: unknown; isDense?: boolean; onRetry?: () => void };

/** Says what happened and what to do: try again, or go home when trying again cannot help. */
export function FailedState({ error, isDense, onRetry }: FailedStateProps) {
  const words = useWords();
  const toWords = useFailureWords();
  const isFinal = error instanceof CallFailure && error.retry === 'never';
  // Nobody fills anything in to read a page: what is not right is its address.
  const text = toFailureCode(error) === 'request.invalid' ? words.common.addressWrong : toWords(error);
  return (
    <div className={styles.state} data-failed data-dense={isDense || undefined} role="alert">
      <span className={styles.mark}>
        <Icon name="alert" size={22} />
      </span>
      <p className={styles.title}>{words.common.somethingFailed}</p>
      <p className={styles.text}>{text}</p>
      {onRetry && (
        <div className={styles.act}>
          {isFinal ? (
            <Button component="a" href={paths.home}>
              {words.common.toHome}
            </Button>
          ) : (
            <Button onClick={onRetry}>{words.common.retry}</Button>
          )}
        </div>
      )}
    </div>
  );
}
