import { median, showSpread } from '../measure/spread.ts';
import type { Line } from './packaging.ts';

/** How old each picture was that was read, in ms, by the way that it came. */
export type Delays = { direct: number[]; webrtc: number[]; hls: number[] };

const MOST_ADDED_MS = 10;
const MOST_HLS_MS = 3_000;

/** The median of each round, and what Shoal adds to a direct call of the same round. */
export function toGlassLines(rounds: readonly Delays[]): Line[] {
  if (rounds.length === 0) return [];
  const medians = (way: keyof Delays) => rounds.map((round) => median(round[way]));
  const added = rounds.map(({ direct, webrtc }) => median(webrtc) - median(direct));
  const hlsMs = median(medians('hls'));
  return [
    { what: 'direct call, p50', value: showSpread(medians('direct'), 'ms') },
    { what: 'WebRTC, p50', value: showSpread(medians('webrtc'), 'ms') },
    {
      what: 'WebRTC - direct',
      value: showSpread(added, 'ms'),
      bar: { text: `<= ${MOST_ADDED_MS} ms`, isMet: median(added) <= MOST_ADDED_MS },
    },
    {
      what: 'LL-HLS, p50',
      value: showSpread(medians('hls'), 'ms'),
      bar: { text: `<= ${MOST_HLS_MS} ms`, isMet: hlsMs <= MOST_HLS_MS },
    },
  ];
}
