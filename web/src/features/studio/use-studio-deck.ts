import type { shows } from '@shoal/contract';
import { useState } from 'react';
import { readStored, writeStored } from '../../hooks/stored.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import type { Capture } from '../../live/capture.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { useGoLive } from './use-go-live.ts';
import { useProgrammeMs } from './use-programme-ms.ts';
import { useProgrammeSync } from './use-programme-sync.ts';

/** The studio once there is a connection and a camera: where the show is, and what the columns need. */
export function useStudioDeck(show: shows.Show, live: StudioLive, capture: Capture) {
  const { story } = useSignal(live.session.log);
  const isLive = story.phase === 'live';
  const programmeMs = useProgrammeMs(live, show.wentLiveAt);
  const going = useGoLive(live, capture, show.segments[0]?.segmentId ?? null);
  const [isHeard, setHeard] = useState(false);
  const [areKeysOn, setKeysOn] = useState(() => readStored('studio-keys') !== 'off');
  const [isKeysOpen, setKeysOpen] = useState(false);
  useProgrammeSync(live, capture, isLive && !going.isWorking);

  return {
    going,
    isHeard,
    isLive,
    programmeMs,
    onHeard: () => setHeard(true),
    keys: {
      areOn: areKeysOn,
      isOpen: isKeysOpen,
      open: () => setKeysOpen(true),
      close: () => setKeysOpen(false),
      setOn: (isOn: boolean) => {
        setKeysOn(isOn);
        writeStored('studio-keys', isOn ? 'on' : 'off');
      },
    },
    toggleMic: () => capture.setMicOn(!capture.state.get().isMicOn),
  };
}
