import type { league } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './league.module.css';
import { useFormat } from './use-format.ts';

type LeagueTableProps = { league: league.LeagueTop; own?: league.OwnPlace };

/** The top of one league: the podium first, names only of who shows them. */
export function LeagueTable({ league: shown, own }: LeagueTableProps) {
  const words = useWords().league;
  const { toCount, toScore } = useFormat();
  if (shown.top.length === 0) {
    return <EmptyState icon="network" title={words.emptyTop} text={words.emptyTopText} isDense />;
  }
  const isOwn = (row: league.LeagueRow) => own?.rank === row.rank && own.fish === row.fish;
  return (
    <ol className={styles.rows} aria-label={words.nameOf(shown)}>
      {shown.top.map((row) => (
        <li
          key={`${row.rank} ${row.fish}`}
          data-podium={row.rank <= 3 ? row.rank : undefined}
          data-own={isOwn(row) || undefined}
        >
          <span className={styles.place}>{toCount(row.rank)}</span>
          <span className={styles.name}>
            {row.name ?? words.fish(shown, row.fish)}
            {isOwn(row) && <small>{words.you}</small>}
          </span>
          <span className={styles.score}>{words.score(toScore(row.score))}</span>
        </li>
      ))}
    </ol>
  );
}
