import { Button } from '@mantine/core';
import type { shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { formatSpan } from '../../ui/format-time.ts';
import styles from './run-of-show.module.css';

type SegmentItemProps = {
  segment: shows.Segment;
  place: 'past' | 'current' | 'next' | 'later';
  spentMs: number;
  isLive: boolean;
  onEnter: () => void;
  children: ReactNode;
};

export function SegmentItem({ children, isLive, onEnter, place, segment, spentMs }: SegmentItemProps) {
  const { common, studio } = useWords();
  const plannedMs = segment.plannedMinutes * 60_000;
  const isCurrent = place === 'current';
  const overMs = spentMs - plannedMs;
  const label = isCurrent ? studio.current : place === 'next' ? studio.next : null;
  return (
    <li className={styles.segment} data-current={isCurrent || undefined} aria-current={isCurrent ? 'step' : undefined}>
      <div className={styles.top}>
        <div>
          <p className={styles.kind}>
            {label && `${label} · `}
            {common.segmentKind[segment.kind]}
          </p>
          <h3 className={styles.title}>{segment.title}</h3>
          <p className={styles.times}>
            <span>{studio.planned(segment.plannedMinutes)}</span>
            {spentMs > 0 && overMs <= 0 && <span>{studio.spent(formatSpan(spentMs))}</span>}
            {overMs > 0 && <span className={styles.over}>{studio.over(formatSpan(overMs))}</span>}
          </p>
        </div>
        {isLive && !isCurrent && (
          <Button
            size="compact-sm"
            variant={place === 'next' ? 'light' : 'subtle'}
            {...(place !== 'next' && { color: 'gray' })}
            aria-label={studio.goToSegment(segment.title)}
            onClick={onEnter}
          >
            {studio.begin}
          </Button>
        )}
      </div>
      {isCurrent && (
        <div className={styles.bar} data-over={overMs > 0 || undefined}>
          <span style={{ width: `${Math.min(100, (spentMs / plannedMs) * 100)}%` }} />
        </div>
      )}
      {segment.openingLine && place !== 'past' && place !== 'later' && (
        <p className={styles.line}>{segment.openingLine}</p>
      )}
      {children}
    </li>
  );
}
