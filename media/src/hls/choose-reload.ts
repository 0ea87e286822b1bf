import type { PlaylistKind } from './edge-playlist.ts';
import type { EdgeWindow } from './edge-window.ts';

/** What a player wants of the list, as its query says. */
export type ReloadWish = {
  readonly segment: number | undefined;
  readonly part: number | undefined;
  readonly kind: PlaylistKind;
};
export type ReloadChoice = 'answer' | 'wait' | 'refuse';

/** A segment further ahead than this cannot be meant: RFC 8216bis 6.2.5.2. */
const MAX_SEGMENTS_AHEAD = 2;
const NUMBER = /^\d{1,15}$/;

/** Reads `_HLS_msn`, `_HLS_part` and `_HLS_skip`; undefined when they make no sense. Other parameters are not ours. */
export function readReloadWish(query: URLSearchParams): ReloadWish | undefined {
  const [segment, part] = [query.get('_HLS_msn'), query.get('_HLS_part')];
  if ((segment !== null && !NUMBER.test(segment)) || (part !== null && !NUMBER.test(part))) return undefined;
  if (part !== null && segment === null) return undefined;
  const skip = query.get('_HLS_skip');
  return {
    segment: segment === null ? undefined : Number(segment),
    part: part === null ? undefined : Number(part),
    kind: skip === 'YES' || skip === 'v2' ? 'delta' : 'whole',
  };
}

/** Whether the list has what is wished, will have it soon, or is asked for something absurd. */
export function chooseReload(window: EdgeWindow, { part, segment }: ReloadWish): ReloadChoice {
  if (segment === undefined || window.hasEnded) return 'answer';
  const last = window.listed.at(-1);
  if (!last) return 'wait';
  if (segment > last.number + MAX_SEGMENTS_AHEAD) return 'refuse';
  if (segment < last.number) return 'answer';
  if (part === undefined) return segment === last.number && !last.isOpen ? 'answer' : 'wait';
  if (part > last.parts.length - 1 + toAdvancePartLimit(window.partTargetMs)) return 'refuse';
  if (segment > last.number) return 'wait';
  // A part beyond a segment that is whole stands for the first one of the next.
  return part < last.parts.length ? 'answer' : 'wait';
}

/** RFC 8216bis: three seconds' worth of parts. */
const toAdvancePartLimit = (partTargetMs: number): number =>
  partTargetMs < 1_000 ? Math.ceil(3_000 / partTargetMs) : 3;
