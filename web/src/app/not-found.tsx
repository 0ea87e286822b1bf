import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { paths } from '../hooks/paths.ts';
import { useWords } from '../hooks/use-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './app.module.css';

export function NotFound() {
  const { common, errors } = useWords();
  const [, go] = useLocation();
  return (
    <main className={styles.whole}>
      <EmptyState icon="search" title={errors['request.not_found']}>
        <Button variant="filled" onClick={() => go(paths.home)}>
          {common.toHome}
        </Button>
      </EmptyState>
    </main>
  );
}
