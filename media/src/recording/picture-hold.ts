import { packetStarts } from './interleaved.ts';
import type { MediaUnit } from './media-unit.ts';
import { setTimestamp, timestampDistance } from './rtp-packet.ts';

/** Sound that goes on for so long without a picture gets the last whole one again. */
export const HOLD_AFTER_MS = 1_000;
const REPEAT_EVERY_MS = 500;
/** Repeated pictures stay so far behind, so that a real one that comes late still lies after them. */
const BEHIND_MS = 400;
const SOUND_FLOWS_MS = 500;

/**
 * Stands in for a picture that pauses while the sound goes on: repeats the last key frame, so that live segments stay
 * at two seconds and the sound is not held back.
 */
export type PictureHold = {
  /** Takes note of what came. @returns false for a picture that lies before one already repeated; it must be left out. */
  note: (unit: MediaUnit) => boolean;
  /** The picture to repeat now; undefined when none is due. */
  next: (nowMs: number) => MediaUnit | undefined;
};

export function pictureHold(clockRate: number): PictureHold {
  let key: MediaUnit | undefined;
  let last: MediaUnit | undefined;
  let repeated: MediaUnit | undefined;
  let soundAtMs = Number.NEGATIVE_INFINITY;
  return {
    note(unit) {
      if (unit.kind === 'audio') {
        soundAtMs = unit.arrivedAtMs;
        return true;
      }
      if (repeated && timestampDistance(unit.timestamp, repeated.timestamp) <= 0) return false;
      repeated = undefined;
      last = unit;
      if (unit.isKey) key = unit;
      return true;
    },
    next(nowMs) {
      if (!key || !last || nowMs - soundAtMs > SOUND_FLOWS_MS) return undefined;
      const pausedMs = nowMs - last.arrivedAtMs;
      const sinceRepeatMs = repeated ? nowMs - repeated.arrivedAtMs - BEHIND_MS : Number.POSITIVE_INFINITY;
      if (pausedMs < HOLD_AFTER_MS || sinceRepeatMs < REPEAT_EVERY_MS) return undefined;
      const aheadMs = pausedMs - BEHIND_MS;
      const timestamp = (last.timestamp + Math.round((aheadMs * clockRate) / 1_000)) >>> 0;
      const bytes = Buffer.from(key.bytes);
      for (const start of packetStarts(bytes)) setTimestamp(bytes, start, timestamp);
      repeated = { ...key, bytes, timestamp, arrivedAtMs: nowMs - BEHIND_MS, atMs: last.atMs + aheadMs };
      return repeated;
    },
  };
}
