import { AppError, type shows } from '@shoal/contract';
import type { z } from 'zod';
import type { PlannedSegment } from './plan.store.ts';
import { isToCome } from './show-state.ts';

type SegmentDraft = z.output<typeof shows.SegmentDraft>;
type Changes = { readonly segments?: readonly SegmentDraft[] | undefined } & Readonly<Record<string, unknown>>;
type Planned = { state: shows.ShowState; segments: readonly PlannedSegment[] };

/** What a replay and the pages that lead to it are shown with. */
const shownAfterwards: readonly string[] = ['title', 'summary', 'coverPictureId'];

/**
 * Before a show all of its plan may change, while it is live its run may grow, and once it has ended only what its
 * replay is shown with; what was called off or put away stays as it is.
 * @throws AppError `shows.wrong_state`
 */
export function checkPlanEdit({ segments, state }: Planned, changes: Changes): void {
  if (isToCome(state)) return;
  if (state === 'live') {
    checkLiveEdit(segments, changes);
    return;
  }
  if (state !== 'ended') throw refuse(state, 'its plan stays');
  const shut = listChanged(changes).filter((name) => !shownAfterwards.includes(name));
  if (shut.length > 0) throw refuse(state, `${shut.join(', ')} stays as it was on air`);
}

/** Nothing but additions to the run: no segment less or changed, no material less. */
function checkLiveEdit(before: readonly PlannedSegment[], { segments, ...others }: Changes): void {
  if (listChanged(others).length > 0) throw refuse('live', 'only segments and materials may be added');
  if (!segments) return;
  const drafts = new Map(segments.map((draft) => [draft.segmentId, draft]));
  for (const segment of before) {
    const draft = drafts.get(segment.id);
    if (!draft || !isSame(segment, draft)) throw refuse('live', `segment ${segment.id} must stay as it is`);
    const kept = new Set(draft.materialIds);
    if (!segment.materialIds.every((id) => kept.has(id)))
      throw refuse('live', `segment ${segment.id} must keep its materials`);
  }
}

const listChanged = (changes: Readonly<Record<string, unknown>>) =>
  Object.keys(changes).filter((name) => changes[name] !== undefined);

const isSame = (segment: PlannedSegment, draft: SegmentDraft) =>
  segment.kind === draft.kind &&
  segment.title === draft.title &&
  segment.openingLine === draft.openingLine &&
  segment.plannedMinutes === draft.plannedMinutes;

const refuse = (state: shows.ShowState, why: string) =>
  new AppError('shows.wrong_state', `the show is ${state}: ${why}`);
