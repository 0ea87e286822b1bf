import { useMemo } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import type { StudioLive } from '../../live/studio-live.ts';

/** What the left column needs of the live show. */
export function useRunOfShowState(live: StudioLive) {
  const { story } = useSignal(live.session.log);
  const changes = useSignal(live.segmentChanges);
  const acts = useMemo(
    () => ({
      drop: (materialId: string, key: string) => live.drop(materialId, key),
      recall: (dropSeq: number) => live.recall(dropSeq),
      changeSegment: (segmentId: string) => live.changeSegment(segmentId),
    }),
    [live],
  );
  return { acts, changes, currentId: story.segment?.segmentId ?? null, drops: story.drops };
}
