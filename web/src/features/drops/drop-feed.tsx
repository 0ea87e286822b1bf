import { Fragment, useCallback, useRef, useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Drop, ShowStory } from '../../live/show-story.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatClock } from '../../ui/format-time.ts';
import { type DropActs, DropCard, type DropMarks } from './drop-card.tsx';
import styles from './drops.module.css';
import { useArrivals } from './use-arrivals.ts';

type DropFeedProps = {
  story: ShowStory;
  /** False until the room was entered: nothing is said to be missing before. */
  isReady: boolean;
  marksOf: (drop: Drop) => DropMarks;
  acts?: DropActs;
  onSeen: (seq: number) => void;
  /** In a replay: how a drop's moment is written; live it is the clock. */
  timeOf?: (drop: Drop) => string;
  emptyTitle?: string;
};

/** Every drop of the show as cards, newest on top, with a line where she was away. */
export function DropFeed({ acts, emptyTitle, isReady, marksOf, onSeen, story, timeOf }: DropFeedProps) {
  const { common, room } = useWords();
  const locale = useLocale();
  const arrived = useArrivals(story.drops, { isReady, isLive: !timeOf });
  const [isScrolled, setIsScrolled] = useState(false);
  const end = useRef<HTMLSpanElement>(null);
  const newest = [...story.drops].reverse();
  const unseenAbove = isScrolled ? newest.filter((drop) => !drop.isRecalled && !marksOf(drop).isSeen).length : 0;
  const toTop = useCallback((list: HTMLElement | null) => list?.scrollTo({ top: 0, behavior: 'smooth' }), []);
  return (
    <section
      className={styles.feed}
      aria-label={room.feed.title}
      onScroll={(event) => setIsScrolled(event.currentTarget.scrollTop > 120)}
    >
      {newest.length > 0 && (
        <button type="button" className={styles.skip} onClick={() => end.current?.focus({ preventScroll: true })}>
          {room.feed.skip}
        </button>
      )}
      {unseenAbove > 0 && (
        <button type="button" className={styles.pill} onClick={(event) => toTop(event.currentTarget.parentElement)}>
          {room.feed.newBelow(unseenAbove)}
        </button>
      )}
      {story.segment && story.phase !== 'ended' && (
        <p className={styles.segment}>
          <span>{room.feed.now}</span> {story.segment.title}
        </p>
      )}
      {!isReady && newest.length === 0 && <FeedSkeleton />}
      {isReady && newest.length === 0 && (
        <EmptyState
          icon="drop"
          title={emptyTitle ?? room.feed.empty}
          {...(emptyTitle === undefined && { text: room.feed.emptyText })}
          isDense
        />
      )}
      {newest.map((drop, index) => (
        <Fragment key={drop.seq}>
          <MissedLine story={story} drop={drop} newer={newest[index - 1]} />
          <div className={styles.slot} data-arrived={drop.seq === arrived?.seq || undefined}>
            <DropCard
              drop={drop}
              time={timeOf ? timeOf(drop) : formatClock(drop.at, locale)}
              marks={marksOf(drop)}
              onSeen={onSeen}
              {...(acts && { acts })}
            />
          </div>
        </Fragment>
      ))}
      <div className="visually-hidden" aria-live="polite">
        {arrived && room.feed.arrived(common.materialKind[arrived.material.kind], arrived.material.title)}
      </div>
      <span ref={end} tabIndex={-1} />
    </section>
  );
}

/** Above the newest of the missed drops how many there are, below the oldest where she left. */
function MissedLine({ drop, newer, story }: { story: ShowStory; drop: Drop; newer: Drop | undefined }) {
  const { feed } = useWords().room;
  const { missed } = story;
  if (!missed) return null;
  const isMissed = (one: Drop) => one.seq > missed.afterSeq && one.seq <= missed.untilSeq;
  if (isMissed(drop) && !(newer && isMissed(newer))) {
    return <p className={styles.missed}>{feed.missed(missed.count)}</p>;
  }
  if (!isMissed(drop) && newer && isMissed(newer)) {
    return (
      <p className={styles.missed} data-end>
        {feed.missedEnd}
      </p>
    );
  }
  return null;
}

function FeedSkeleton() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {[0, 1].map((row) => (
        <div key={row} className={styles.card}>
          <i style={{ width: '30%' }} />
          <div className={styles.content}>
            <i className={styles.skeletonThumb} />
            <div className={styles.text}>
              <i style={{ width: '80%' }} />
              <i style={{ width: '60%' }} />
              <i style={{ width: '70%' }} />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}
