import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { KitCard } from './kit-card.tsx';
import styles from './recalls.module.css';
import { useRecallKits } from './use-recall-kits.ts';

/** All that she has to put right. */
export function RecallKits() {
  const { kit: words } = useWords().recalls;
  const { data, error, isPending, refetch } = useRecallKits();
  if (isPending) return <SkeletonRows count={2} height={320} gap={12} />;
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (data?.length === 0) return <EmptyState icon="check" title={words.empty} text={words.emptyText} />;
  return (
    <ul className={styles.cards}>
      {data?.map((kit) => (
        <KitCard key={kit.recallId} kit={kit} />
      ))}
    </ul>
  );
}
