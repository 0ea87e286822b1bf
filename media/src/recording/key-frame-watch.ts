/** A host that sends pictures all the while and makes no key frame for so long after being asked will never answer. */
export const UNANSWERED_MS = 2_500;
/** Pictures count as sent all the while when they span so much of the wait… */
const SENT_FOR_MS = 2_000;
/** …and still come. */
const STILL_SENT_MS = 600;

/** Watches whether a host answers key frame requests; encoders that copy, or have a fixed interval, do not. */
export type KeyFrameWatch = {
  noteAsked: (nowMs: number) => void;
  /** `isKey` is asked only while an answer is awaited. */
  notePacket: (isKey: () => boolean, nowMs: number) => void;
  /** Whether a request went unanswered; true for good once it was. */
  isIgnored: (nowMs: number) => boolean;
};

export function keyFrameWatch(): KeyFrameWatch {
  let askedAtMs: number | undefined;
  let firstSinceMs: number | undefined;
  let lastAtMs = 0;
  let wasIgnored = false;
  return {
    noteAsked(nowMs) {
      if (askedAtMs === undefined) firstSinceMs = undefined;
      askedAtMs ??= nowMs;
    },
    notePacket(isKey, nowMs) {
      lastAtMs = nowMs;
      if (askedAtMs !== undefined && isKey()) askedAtMs = undefined;
      firstSinceMs ??= nowMs;
    },
    isIgnored(nowMs) {
      const hasWaited = askedAtMs !== undefined && nowMs - askedAtMs >= UNANSWERED_MS;
      const isSending = nowMs - lastAtMs < STILL_SENT_MS && lastAtMs - (firstSinceMs ?? nowMs) >= SENT_FOR_MS;
      wasIgnored ||= hasWaited && isSending;
      return wasIgnored;
    },
  };
}
