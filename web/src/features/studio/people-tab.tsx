import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './studio.module.css';
import { useModeration } from './use-moderation.ts';

type PeopleTabProps = { live: StudioLive };

/** Who is here, one line per person; muting from the row. */
export function PeopleTab({ live }: PeopleTabProps) {
  const { asks, studio } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['present'],
    queryFn: () => live.listPeople(),
    refetchInterval: 4_000,
    gcTime: 0,
  });
  const { setMuted } = useModeration(live, () => void refetch());
  if (!data && error) return <FailedState isDense error={error} onRetry={() => void refetch()} />;
  return (
    <ul className={styles.rows} aria-label={studio.people}>
      {!data && (
        <li>
          <SkeletonRows count={6} height={36} />
        </li>
      )}
      {data?.people.length === 0 && (
        <li>
          <EmptyState isDense icon="people" title={studio.peopleEmpty} text={studio.peopleEmptyText} />
        </li>
      )}
      {data?.people.map(({ accountId, attentiveMs, devices, displayName, isAttentive, isMuted }) => (
        <li key={accountId} className={styles.person}>
          <div>
            {displayName}{' '}
            <small>
              {isAttentive ? asks.studio.isAttentive : asks.studio.looksAway}
              {attentiveMs >= 60_000 && ` · ${asks.studio.attentive(Math.floor(attentiveMs / 60_000))}`}
              {isMuted && ` · ${studio.isMuted}`}
              {devices > 1 && ` · ${studio.deviceCount(devices)}`}
            </small>
          </div>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={isMuted ? studio.unmute(displayName) : studio.mute(displayName)}
            onClick={() => setMuted(accountId, displayName, !isMuted)}
          >
            {isMuted ? studio.unmuteShort : studio.muteShort}
          </Button>
        </li>
      ))}
    </ul>
  );
}
