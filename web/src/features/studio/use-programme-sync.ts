import { useEffect } from 'react';
import type { Capture } from '../../live/capture.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { toProgramme } from './to-programme.ts';

const TRY_AGAIN_MS = 5_000;

/**
 * Sends what is captured; and when the show is live already, as after a reload, begins to send by itself. Not when an
 * encoder sent last: it may be away for a moment, and nobody's camera goes on the air unasked.
 */
export function useProgrammeSync(live: StudioLive, capture: Capture, isLive: boolean): void {
  useEffect(
    () =>
      capture.state.subscribe(() => {
        const programme = toProgramme(capture.state.get());
        if (programme) live.changeProgramme(programme);
      }),
    [live, capture],
  );
  useEffect(() => {
    if (!isLive) return undefined;
    const keepSending = () => {
      const { status } = live.publishState.get();
      const programme = toProgramme(capture.state.get());
      if (!programme || (status !== 'idle' && status !== 'failed') || live.isSuperseded.get()) return;
      if (live.session.presence.get().stage?.isFromEncoder) return;
      live.publish(programme).catch(() => {}); // The stage shows the state; the next round tries again.
    };
    keepSending();
    const timer = setInterval(keepSending, TRY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [live, capture, isLive]);
}
