import type { Kind } from './tap.ts';
import type { ParameterSets } from './video-gate.ts';

/** One video frame or one audio packet, whole, in order, and placed in time. */
export type MediaUnit = {
  readonly kind: Kind;
  /** Its RTP packets, interleaved: one piece of memory to keep until it is stored, and not seven of each. */
  readonly bytes: Buffer;
  readonly timestamp: number;
  readonly isKey: boolean;
  /** Node's wall clock. */
  readonly arrivedAtMs: number;
  /** Its place on the time line that audio and video share. */
  readonly atMs: number;
  readonly parameterSets: ParameterSets | null;
};

/** Whether two frames can share an init segment. */
export const hasSameParameterSets = (a: ParameterSets | null, b: ParameterSets | null): boolean =>
  a === b || (a !== null && b !== null && a.sps.equals(b.sps) && a.pps.equals(b.pps));
