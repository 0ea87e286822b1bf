import { useQuery } from '@tanstack/react-query';
import { useSignal } from '../../hooks/use-signal.ts';
import type { Capture } from '../../live/capture.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { isSentByEncoder } from './is-sent-by-encoder.ts';
import { toProgramme } from './to-programme.ts';

/**
 * Tries the real way to the media node once the studio is entered and there is a picture to send. Not while an encoder
 * sends: who tries is on the stage for that moment, and the encoder off it.
 */
export function useNetworkCheck(live: StudioLive, capture: Capture) {
  const { stage, status } = useSignal(live.session.presence);
  const hasPicture = useSignal(capture.state).videoTrack !== null;
  return useQuery({
    queryKey: ['network-check'],
    queryFn: () => {
      const programme = toProgramme(capture.state.get());
      return programme ? live.probe(programme) : null;
    },
    enabled: status === 'joined' && hasPicture && !isSentByEncoder(stage),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
