import { useNow } from '../../hooks/use-now.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import type { StudioLive } from '../../live/studio-live.ts';

/** Time in the recording now; counted from going live until the recorder has said how long it is. */
export function useProgrammeMs(live: StudioLive, wentLiveAt: string | null): number {
  const now = useNow();
  const recording = useSignal(live.recording);
  if (recording) return recording.programmeMs + (recording.recording === 'on' ? now - recording.heardAtMs : 0);
  return wentLiveAt ? Math.max(0, live.clock.nowMs() - Date.parse(wentLiveAt)) : 0;
}
