import { Button, Group } from '@mantine/core';
import { MAX_SEGMENTS_PER_SHOW } from '@shoal/contract/limits';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MaterialPicker } from './material-picker.tsx';
import pageStyles from './page.module.css';
import type { OpenParts, SegmentDraft } from './plan-draft.ts';
import { SegmentRow } from './segment-row.tsx';
import segmentsStyles from './segments.module.css';
import { useSegments } from './use-segments.ts';

type SegmentListProps = {
  segments: readonly SegmentDraft[];
  brandId: string | null;
  /** What is wrong with a segment's title. */
  toProblem?: (title: string) => ReactNode;
  open: OpenParts['run'];
  onChange: (segments: readonly SegmentDraft[]) => void;
  /** What else is prepared under a segment; its id is null until it is saved. */
  renderUnderSegment?: ((segmentId: string | null) => ReactNode) | undefined;
};

/** The run of show: add, remove, reorder by drag or Alt and arrows, and give each segment its material. */
export function SegmentList({ brandId, onChange, open, renderUnderSegment, segments, toProblem }: SegmentListProps) {
  const words = useWords().console;
  const edit = useSegments(segments, onChange);
  const [pickingFor, setPickingFor] = useState<string | null>(null);
  const minutes = segments.reduce((sum, segment) => sum + segment.plannedMinutes, 0);
  return (
    <section className={pageStyles.section} aria-label={words.runOfShow}>
      <header>
        <h2>{words.runOfShow}</h2>
        <small>
          {segments.length > 0 && words.totalMinutes(minutes)}
          {segments.length > 0 && open !== 'shut' && ` · ${words.runOfShowHint}`}
        </small>
      </header>
      {segments.length === 0 && (
        <EmptyState isDense icon="bolt" title={words.segmentsEmpty} text={words.segmentsEmptyText}>
          {open !== 'shut' && (
            <Button variant="light" onClick={edit.addTemplate}>
              {words.useTemplate}
            </Button>
          )}
        </EmptyState>
      )}
      <ol className={segmentsStyles.segments}>
        {segments.map((segment, index) => (
          <SegmentRow
            key={segment.key}
            segment={segment}
            index={index}
            count={segments.length}
            edit={edit}
            problem={toProblem?.(segment.title)}
            isShut={open === 'shut'}
            onPick={() => setPickingFor(segment.key)}
            underSegment={renderUnderSegment?.(segment.segmentId ?? null)}
          />
        ))}
      </ol>
      {open !== 'shut' && (
        <Group>
          <Button
            leftSection={<Icon name="add" size={16} />}
            disabled={segments.length >= MAX_SEGMENTS_PER_SHOW}
            onClick={edit.add}
          >
            {words.addSegment}
          </Button>
        </Group>
      )}
      <p className="visually-hidden" role="status">
        {edit.announcement}
      </p>
      {pickingFor && brandId && (
        <MaterialPicker
          brandId={brandId}
          onPick={(material) => {
            edit.addMaterial(pickingFor, material);
            setPickingFor(null);
          }}
          onClose={() => setPickingFor(null)}
        />
      )}
    </section>
  );
}
