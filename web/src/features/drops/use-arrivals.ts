import { useEffect, useRef, useState } from 'react';
import type { Drop } from '../../live/show-story.ts';

const SHORT_MS = 60;
type ArrivalOptions = { isReady: boolean; isLive: boolean };

/** The drop that arrived while she watched, for the live region and the slide-in; live, a short vibration goes with it. */
export function useArrivals(drops: readonly Drop[], { isLive, isReady }: ArrivalOptions): Drop | null {
  const lastSeq = useRef<number | null>(null);
  const [arrived, setArrived] = useState<Drop | null>(null);
  const newest = drops.at(-1);
  useEffect(() => {
    if (!isReady) return;
    const before = lastSeq.current;
    lastSeq.current = newest?.seq ?? 0;
    if (before === null || !newest || newest.seq <= before || newest.isRecalled) return;
    setArrived(newest);
    // Before her first tap the browser would refuse and complain.
    if (isLive && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(SHORT_MS);
  }, [newest, isReady, isLive]);
  return arrived;
}
