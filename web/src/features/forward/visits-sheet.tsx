import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './forward.module.css';
import { ShareRows } from './share-rows.tsx';
import type { useShareList } from './use-shares.ts';

type VisitsSheetProps = { list: ReturnType<typeof useShareList>; onClose: () => void };

/** How many people opened each of her links of this show, and how often. */
export function VisitsSheet({ list, onClose }: VisitsSheetProps) {
  const { visits } = useWords().room;
  return (
    <Sheet title={visits.title} onClose={onClose} isTall>
      <div className={styles.scroll}>
        {list.isPending && <SkeletonRows count={3} height={56} />}
        {list.error && <FailedState error={list.error} onRetry={() => void list.refetch()} isDense />}
        {list.data?.shares.length === 0 && (
          <EmptyState icon="forward" title={visits.empty} text={visits.emptyText} isDense />
        )}
        {list.data && list.data.shares.length > 0 && (
          <>
            <p className={styles.total} aria-live="polite">
              <b>{list.data.visitorsTotal}</b> {visits.total(list.data.visitorsTotal, list.data.visitsTotal)}
            </p>
            <p className={styles.visitsNote}>{visits.note}</p>
            <ShareRows shares={list.data.shares} />
          </>
        )}
      </div>
    </Sheet>
  );
}
