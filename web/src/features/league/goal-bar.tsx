import type { league } from '@shoal/contract';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './league.module.css';
import { useFormat } from './use-format.ts';

type GoalBarProps = { goal: league.SchoolGoal | null; place?: league.OwnPlace | null; onOpen?: () => void };

/** The goal of the whole school: what came back, what is out behind it, the number, her place. A tap opens the board. */
export function GoalBar({ goal, onOpen, place }: GoalBarProps) {
  const words = useWords().league;
  const { toCount } = useFormat();
  const isCheering = useCheer(goal?.isReached ?? null);
  if (!goal && !onOpen) return null;
  const rank = place?.rank ? words.place(toCount(place.rank)) : null;
  const ownPlace = rank && <span className={styles.goalPlace}>{rank}</span>;
  const content = goal ? (
    <>
      <span className={styles.goalHead}>
        <b>{goal.isReached ? words.reached : words.goal}</b>
        <span className={styles.goalCount}>
          <span>{words.goalOf(toCount(goal.cameBack), toCount(goal.target))}</span> <span>{words.goalUnit}</span>
        </span>
        {ownPlace}
        {onOpen && <Icon name="next" size={16} />}
      </span>
      <Track goal={goal} />
    </>
  ) : (
    <span className={styles.goalHead}>
      <b>{words.noGoal}</b>
      <span className={styles.goalCount} />
      {ownPlace}
      <Icon name="next" size={16} />
    </span>
  );
  const marks = {
    className: styles.goal,
    'data-reached': goal?.isReached || undefined,
    'data-cheering': isCheering || undefined,
  };
  return (
    <>
      {onOpen ? (
        <button type="button" {...marks} aria-label={toLabel()} onClick={onOpen}>
          {content}
        </button>
      ) : (
        <div {...marks}>{content}</div>
      )}
      <p className={styles.spoken} role="status">
        {isCheering && words.reached}
      </p>
    </>
  );

  function toLabel() {
    const about = goal
      ? `${words.goalLabel(toCount(goal.cameBack), toCount(goal.target))}. ${words.board}`
      : words.noGoal;
    return rank ? `${about}. ${words.yourPlace}: ${rank}` : about;
  }
}

function Track({ goal }: { goal: league.SchoolGoal }) {
  const { target } = goal;
  const toPercent = (forwards: number) => `${Math.min(100, (forwards / target) * 100)}%`;
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.sentOut} style={{ width: toPercent(goal.weighed / 100) }} />
      <span className={styles.cameBack} style={{ width: toPercent(goal.cameBack) }} />
    </span>
  );
}

const CHEER_MS = 4_000;

/** True for a moment after the goal was reached before her eyes; not when it was so as she came. */
function useCheer(isReached: boolean | null): boolean {
  const before = useRef(isReached);
  const [isCheering, setCheering] = useState(false);
  useEffect(() => {
    const wasOpen = before.current === false;
    before.current = isReached;
    if (!isReached || !wasOpen) return;
    setCheering(true);
    const timer = setTimeout(() => setCheering(false), CHEER_MS);
    return () => clearTimeout(timer);
  }, [isReached]);
  return isCheering;
}
