import { AppError, type CommandInput, type shows } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { type HostCommandDeps, runHostCommand } from './change-show.ts';
import { findSegment } from './plan.store.ts';
import { requireLive } from './show-state.ts';

/**
 * Moves the live show to a segment of its run.
 * @throws AppError `shows.not_found` (also for a segment that it has not) | `shows.not_live` | `request.key_reused`
 */
export async function changeSegment(
  deps: HostCommandDeps,
  caller: Member,
  input: CommandInput<typeof shows.changeSegment>,
): Promise<{ seq: number }> {
  const { segmentId, showId } = input;
  const { answer } = await runHostCommand(deps, { name: 'segment:change', caller, input }, async (tx, show, append) => {
    requireLive(show.state);
    const segment = await findSegment(tx, showId, segmentId);
    if (!segment) throw new AppError('shows.not_found', `the show has no segment ${segmentId}`);
    const { seq } = await append('segment.changed', { segmentId, title: segment.title });
    return { seq };
  });
  return answer;
}
