import type { shows } from '@shoal/contract';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import type { Drop } from '../../live/show-story.ts';
import { showFailure } from '../../ui/toast.tsx';
import type { KeyAct } from './choose-key-act.ts';
import { type SegmentChange, toSpentMs } from './segment-times.ts';
import { type DropActs, useDrops } from './use-drops.ts';
import { useStudioKeys } from './use-studio-keys.ts';

export type RunOfShowState = {
  segments: readonly shows.Segment[];
  currentId: string | null;
  changes: readonly SegmentChange[];
  drops: readonly Drop[];
  programmeMs: number;
  isLive: boolean;
  areKeysOn: boolean;
  acts: DropActs & { changeSegment: (segmentId: string) => Promise<unknown> };
  onKey: (act: Extract<KeyAct, { act: 'mic' | 'help' | 'ask' }>) => void;
};

/** The run of show as it stands: places, spent time, drops, and the keys that work on it. */
export function useRunOfShow({
  acts,
  areKeysOn,
  changes,
  currentId,
  drops,
  isLive,
  onKey,
  programmeMs,
  segments,
}: RunOfShowState) {
  const toWords = useFailureWords();
  const { drop, markOf, recall } = useDrops(drops, acts);
  const currentIndex = segments.findIndex((segment) => segment.segmentId === currentId);
  const keyed = segments[Math.max(0, currentIndex)];

  const enter = (segmentId: string) => {
    acts.changeSegment(segmentId).catch((error: unknown) => showFailure(toWords(error)));
  };
  useStudioKeys(areKeysOn, (pressed) => {
    if (pressed.act === 'mic' || pressed.act === 'help') return onKey(pressed);
    if (!isLive) return;
    if (pressed.act === 'ask') return onKey(pressed);
    const next = segments[currentIndex + 1];
    if (pressed.act === 'next' && next) enter(next.segmentId);
    const material = pressed.act === 'drop' ? keyed?.materials[pressed.index] : undefined;
    if (material) void drop(material);
  });
  const placeOf = (index: number) => {
    if (currentIndex < 0) return index === 0 ? 'next' : 'later';
    if (index === currentIndex) return 'current';
    if (index === currentIndex + 1) return 'next';
    return index < currentIndex ? 'past' : 'later';
  };
  return {
    canDrop: isLive,
    drop,
    enter,
    keyedId: keyed?.segmentId,
    markOf,
    placeOf,
    recall,
    spent: toSpentMs(changes, programmeMs),
  } as const;
}
