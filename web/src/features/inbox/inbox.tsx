import { useAccountSocket } from '../../hooks/use-account-socket.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './inbox.module.css';
import { InquiryCard } from './inquiry-card.tsx';
import { useInbox, useLiveInbox, useMarkRead } from './use-inbox.ts';

/** What visitors of her pages ask her, newest first. */
export function Inbox() {
  useLiveInbox(useAccountSocket());
  return <InboxList />;
}

/** The same where somebody else hears of new questions. */
export function InboxList() {
  const { inbox } = useWords().inquiries;
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, isPending, refetch } = useInbox();
  const rows = data?.pages.flatMap(({ inquiries }) => inquiries) ?? [];
  useMarkRead(rows[0]);
  if (isPending) return <SkeletonRows count={3} height={168} gap={12} />;
  if (error && !data) return <FailedState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {data?.pages[0]?.hasPush === false && <p className={styles.note}>{inbox.noPush}</p>}
      {rows.length === 0 && <EmptyState icon="chat" title={inbox.empty} text={inbox.emptyText} />}
      <ul className={styles.cards}>
        {rows.map((inquiry) => (
          <InquiryCard key={inquiry.inquiryId} inquiry={inquiry} />
        ))}
      </ul>
      {hasNextPage && (
        <TapButton look="soft" isWide isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {inbox.older}
        </TapButton>
      )}
    </>
  );
}
