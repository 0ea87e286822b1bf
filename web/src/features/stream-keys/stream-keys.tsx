import { Button } from '@mantine/core';
import type { ShowId } from '@shoal/contract';
import { useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { KeyCard } from './key-card.tsx';
import styles from './stream-keys.module.css';
import { useStreamKeys } from './use-stream-keys.ts';

/** The button in the studio's header, and the dialog with addresses and keys for encoders and players. */
export function StreamKeys({ showId }: { showId: ShowId }) {
  const { streamKeys } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {streamKeys.open}
      </Button>
      {isOpen && (
        <OpenDialog size={620} onClose={() => setOpen(false)} title={streamKeys.title}>
          <Doors showId={showId} />
        </OpenDialog>
      )}
    </>
  );
}

function Doors({ showId }: { showId: ShowId }) {
  const { streamKeys } = useWords();
  const toWords = useFailureWords();
  const { issue, keys, revoke, secrets } = useStreamKeys(showId);
  if (keys.isError) return <FailedState isDense error={keys.error} onRetry={() => void keys.refetch()} />;
  if (!keys.data) return <SkeletonRows count={2} height={150} />;
  const failure = issue.error ?? revoke.error;
  const busyKind = issue.isPending ? issue.variables : revoke.isPending ? revoke.variables : null;
  return (
    <div className={styles.doors}>
      <p className={styles.hint}>{streamKeys.lead}</p>
      {failure && (
        <p className={styles.failure} role="alert">
          {toWords(failure)}
        </p>
      )}
      {keys.data.map((streamKey) => (
        <KeyCard
          key={streamKey.kind}
          streamKey={streamKey}
          secret={secrets[streamKey.kind]}
          isBusy={busyKind === streamKey.kind}
          onIssue={() => issue.mutate(streamKey.kind)}
          onRevoke={() => revoke.mutate(streamKey.kind)}
        />
      ))}
    </div>
  );
}
