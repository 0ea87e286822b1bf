import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useWords } from '../hooks/use-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './app.module.css';

type ErrorPageProps = { children: ReactNode };
type ErrorPageState = { error: unknown };

/** Catches what a page throws while it renders, and offers to load it anew. */
export class ErrorPage extends Component<ErrorPageProps, ErrorPageState> {
  override state: ErrorPageState = { error: undefined };

  static getDerivedStateFromError(error: unknown): ErrorPageState {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('a page failed', error, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <Failure isStale={isChunkGone(this.state.error)} />;
  }
}

// After an update the old page's chunks are gone from the server.
const isChunkGone = (error: unknown) =>
  error instanceof Error && /dynamically imported module|module script failed|preload CSS/i.test(error.message);

type FailureProps = { isStale: boolean };
function Failure({ isStale }: FailureProps) {
  const { common } = useWords();
  return (
    <main className={styles.whole} role="alert">
      <EmptyState
        icon="alert"
        title={isStale ? common.newVersion : common.somethingFailed}
        text={isStale ? common.newVersionText : common.pageFailed}
      >
        <Button variant="filled" onClick={() => location.reload()}>
          {common.reload}
        </Button>
      </EmptyState>
    </main>
  );
}
