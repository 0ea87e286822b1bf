import { useEffect, useState } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import {
  chooseUplinkWord,
  toFigures,
  type UplinkFigures,
  type UplinkSample,
  type UplinkWord,
} from '../../live/uplink.ts';

const POLL_MS = 2_000;

/** The host's line in one word, and the figures behind it; null while nothing is sent. */
export function useUplink(live: StudioLive): { word: UplinkWord; figures: UplinkFigures | null } | null {
  const publish = useSignal(live.publishState);
  const [figures, setFigures] = useState<UplinkFigures | null>(null);
  const isSending = publish.status === 'sending';
  useEffect(() => {
    if (!isSending) return undefined;
    let before: UplinkSample | null = null;
    const timer = setInterval(() => {
      live.readUplink().then(
        (sample) => {
          if (before && sample) setFigures(toFigures(before, sample));
          before = sample;
        },
        () => {}, // The sender just went; the next one is read.
      );
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [live, isSending]);
  if (publish.status === 'recovering') return { word: 'failing', figures };
  if (!isSending) return null;
  return { word: figures ? chooseUplinkWord(figures) : 'good', figures };
}
