import { AppError, type shows } from '@shoal/contract';
import type { z } from 'zod';
import type { PlannedSegment } from './plan.store.ts';

type SegmentDraft = z.output<typeof shows.SegmentDraft>;

/**
 * A live show takes only additions to its run: nothing else of the plan, no segment less or changed, no material less.
 * @throws AppError `shows.wrong_state`
 */
export function checkLiveEdit(before: readonly PlannedSegment[], changes: LiveChanges): void {
  const { segments, ...others } = changes;
  if (Object.values(others).some((value) => value !== undefined))
    throw refuse('only segments and materials may be added');
  if (!segments) return;
  const drafts = new Map(segments.map((draft) => [draft.segmentId, draft]));
  for (const segment of before) {
    const draft = drafts.get(segment.id);
    if (!draft || !isSame(segment, draft)) throw refuse(`segment ${segment.id} must stay as it is`);
    const kept = new Set(draft.materialIds);
    if (!segment.materialIds.every((id) => kept.has(id))) throw refuse(`segment ${segment.id} must keep its materials`);
  }
}

type LiveChanges = { readonly segments?: readonly SegmentDraft[] | undefined } & Readonly<Record<string, unknown>>;

const isSame = (segment: PlannedSegment, draft: SegmentDraft) =>
  segment.kind === draft.kind &&
  segment.title === draft.title &&
  segment.openingLine === draft.openingLine &&
  segment.plannedMinutes === draft.plannedMinutes;

const refuse = (why: string) => new AppError('shows.wrong_state', `the show is live: ${why}`);
