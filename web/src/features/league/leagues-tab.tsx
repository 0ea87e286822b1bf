import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../hooks/use-words.ts';
import { commands } from '../../live/wire.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './league.module.css';
import { LeagueTable } from './league-table.tsx';
import { useFormat } from './use-format.ts';
import type { LeagueLive } from './use-school-goal.ts';

type LeaguesTabProps = { live: LeagueLive };

/** Every league's top for the host, newcomers first. */
export function LeaguesTab({ live: { showId, socket } }: LeaguesTabProps) {
  const words = useWords().league;
  const { toCount } = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['leagues', showId],
    queryFn: () => socket.send(commands.listLeagues, { showId }),
    refetchInterval: 2_000,
    gcTime: 0,
  });
  return (
    <div className={styles.scroll}>
      {!data && !error && <SkeletonRows count={6} height={36} />}
      {!data && error && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {data?.leagues.length === 0 && (
        <EmptyState isDense icon="people" title={words.boardEmpty} text={words.boardEmptyText} />
      )}
      {data?.leagues.map((one) => (
        <section key={`${one.tenure} ${one.reach}`} className={styles.league}>
          <h3>
            {words.nameOf(one)} <small>{words.sizes(toCount(one.ranked), toCount(one.size))}</small>
          </h3>
          <p className={styles.quiet}>{words.about(one)}</p>
          <LeagueTable league={one} />
        </section>
      ))}
    </div>
  );
}
