import type { league } from '@shoal/contract';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { showFailure } from '../../ui/toast.tsx';
import styles from './league.module.css';
import { LeagueTable } from './league-table.tsx';
import { useFormat } from './use-format.ts';
import { useLeague } from './use-league.ts';
import type { LeagueLive } from './use-school-goal.ts';

type LeagueSheetProps = { live: LeagueLive; goal: league.SchoolGoal | null; onClose: () => void };

/** Her place, her league's top, and the goal in words. */
export function LeagueSheet({ goal, live, onClose }: LeagueSheetProps) {
  const words = useWords().league;
  const toWords = useFailureWords();
  const { toCount } = useFormat();
  const { opened, setShowsName } = useLeague(live);
  const { data, error, refetch } = opened;
  const choose = (showsName: boolean) =>
    void setShowsName(showsName).catch((failure: unknown) => showFailure(toWords(failure)));
  return (
    <Sheet title={words.title} onClose={onClose} isTall>
      <div className={styles.scroll}>
        {goal && goal.sentOut > 0 && <p className={styles.note}>{words.sentOut(toCount(goal.sentOut))}</p>}
        {!data && !error && <SkeletonRows count={5} height={48} />}
        {!data && error && <FailedState error={error} onRetry={() => void refetch()} isDense />}
        {data && !data.place && <EmptyState icon="people" title={words.notPlaced} text={words.notPlacedText} isDense />}
        {data?.place && <OwnPlace place={data.place} onChoose={choose} />}
        {data?.league && data.place && <LeagueTable league={data.league} own={data.place} />}
      </div>
    </Sheet>
  );
}

type OwnPlaceProps = { place: league.OwnPlace; onChoose: (showsName: boolean) => void };
function OwnPlace({ onChoose, place }: OwnPlaceProps) {
  const words = useWords().league;
  const { toCount, toScore } = useFormat();
  const { gapToNext, rank } = place;
  return (
    <section className={styles.own} aria-label={words.yourPlace}>
      <p className={styles.ownHead}>
        <b>{words.nameOf(place)}</b>
        <span>{words.about(place)}</span>
      </p>
      <p className={styles.rank} aria-live="polite">
        <b>{rank === null ? words.notRanked(toCount(place.size)) : words.rank(toCount(rank), toCount(place.ranked))}</b>
        {rank !== null && <span>{words.score(toScore(place.score))}</span>}
      </p>
      <p className={styles.quiet}>{rank === null ? words.notRankedText : toGap(gapToNext)}</p>
      <label className={styles.switch}>
        <input
          type="checkbox"
          role="switch"
          aria-checked={place.showsName}
          aria-label={words.showMyName}
          checked={place.showsName}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
        <span>
          {words.showMyName}
          {!place.showsName && <small>{words.hiddenAs(words.fish(place, place.fish))}</small>}
        </span>
      </label>
    </section>
  );

  function toGap(gap: number | null) {
    if (gap === null) return words.leading;
    return gap === 0 ? words.gapZero : words.gap(toScore(gap));
  }
}
