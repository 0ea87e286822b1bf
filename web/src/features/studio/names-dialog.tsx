import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './studio.module.css';

type NamesDialogProps = { live: StudioLive; dropSeq: number; title: string; onClose: () => void };

/** Who has received, seen, saved and forwarded one drop; furthest first. */
export function NamesDialog({ dropSeq, live, onClose, title }: NamesDialogProps) {
  const { studio } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['receipts', dropSeq],
    queryFn: () => live.listReceipts(dropSeq),
    refetchInterval: 3_000,
    gcTime: 0,
  });
  return (
    <OpenDialog onClose={onClose} title={studio.namesOf(title)}>
      {error && !data && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={4} height={36} />}
      {data?.people.length === 0 && <EmptyState isDense icon="people" title={studio.namesEmpty} />}
      <ul className={styles.names}>
        {data?.people.map((person) => (
          <li key={person.accountId}>
            <span>{person.displayName}</span>
            <span>{studio.receiptState[person.state]}</span>
          </li>
        ))}
      </ul>
    </OpenDialog>
  );
}
