import { Button } from '@mantine/core';
import type { shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MaterialCard } from './material-card.tsx';
import styles from './run-of-show.module.css';
import { SegmentItem } from './segment-item.tsx';
import { type RunOfShowState, useRunOfShow } from './use-run-of-show.ts';

type RunOfShowProps = RunOfShowState & {
  editPath: string;
  /** What else is prepared under a segment; other features, so the page brings it. */
  renderUnderSegment?: (segmentId: string) => ReactNode;
};

/** The left column: what is on, what comes next, and its material, one click or key away. */
export function RunOfShow({ editPath, renderUnderSegment, ...state }: RunOfShowProps) {
  const { studio } = useWords();
  const { canDrop, drop, enter, keyedId, markOf, placeOf, recall, spent } = useRunOfShow(state);
  return (
    <section className={styles.column} aria-label={studio.runOfShow}>
      <header className={styles.head}>
        <h2>{studio.runOfShow}</h2>
        <Button component="a" href={editPath} target="_blank" size="compact-xs" variant="subtle" color="gray">
          {studio.editPlan}
        </Button>
      </header>
      {state.segments.length === 0 && (
        <EmptyState isDense icon="bolt" title={studio.runOfShowEmpty} text={studio.runOfShowEmptyText} />
      )}
      <ol className={styles.list}>
        {state.segments.map((segment: shows.Segment, index) => (
          <SegmentItem
            key={segment.segmentId}
            segment={segment}
            place={placeOf(index)}
            spentMs={spent.get(segment.segmentId) ?? 0}
            isLive={state.isLive}
            onEnter={() => enter(segment.segmentId)}
          >
            {segment.materials.length === 0 && <p className={styles.none}>{studio.noMaterials}</p>}
            <ul className={styles.materials}>
              {segment.materials.map((material, order) => (
                <MaterialCard
                  key={material.materialId}
                  material={material}
                  keyNumber={segment.segmentId === keyedId && state.areKeysOn && order < 9 ? order + 1 : null}
                  mark={markOf(material.materialId)}
                  canDrop={canDrop}
                  onDrop={() => void drop(material)}
                  onRecall={(seq) => void recall(seq, material.title)}
                />
              ))}
            </ul>
            {renderUnderSegment?.(segment.segmentId)}
          </SegmentItem>
        ))}
      </ol>
    </section>
  );
}
