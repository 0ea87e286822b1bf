import { type RtpPacket, sequenceDistance } from './rtp-packet.ts';

/** Lost packets are waited for this long: a retransmission comes out of order, one round trip late. */
export const REORDER_WAIT_MS = 200;
const MAX_HELD_PACKETS = 1_024;

type ReorderEvents = {
  onPacket: (packet: RtpPacket, arrivedAtMs: number) => void;
  /** Packets are missing for good before the next `onPacket`. */
  onGap: () => void;
};

export type ReorderBuffer = {
  push: (packet: RtpPacket, nowMs: number) => void;
  /** Gives up on what has been missing for too long; call several times a second. */
  flush: (nowMs: number) => void;
};

/** Hands packets on in the order they were sent; late ones are dropped, a new ssrc starts over. */
export function reorderBuffer({ onPacket, onGap }: ReorderEvents): ReorderBuffer {
  const held = new Map<number, { packet: RtpPacket; arrivedAtMs: number }>();
  let next: number | undefined;
  let ssrc: number | undefined;

  const release = () => {
    for (let entry = held.get(next ?? -1); entry && next !== undefined; entry = held.get(next)) {
      held.delete(next);
      next = (next + 1) & 0xffff;
      onPacket(entry.packet, entry.arrivedAtMs);
    }
  };
  const skipToOldest = () => {
    const from = next ?? 0;
    const oldest = [...held.keys()].reduce((a, b) => (sequenceDistance(a, from) <= sequenceDistance(b, from) ? a : b));
    next = oldest;
    onGap();
    release();
  };

  return {
    push(packet, nowMs) {
      if (packet.ssrc !== ssrc) {
        if (ssrc !== undefined) onGap();
        held.clear();
        ssrc = packet.ssrc;
        next = packet.sequence;
      }
      if (sequenceDistance(packet.sequence, next ?? packet.sequence) < 0) return;
      if (packet.sequence === next && held.size === 0) {
        next = (next + 1) & 0xffff;
        return onPacket(packet, nowMs);
      }
      held.set(packet.sequence, { packet, arrivedAtMs: nowMs });
      release();
      if (held.size > MAX_HELD_PACKETS) skipToOldest();
    },
    flush(nowMs) {
      const waits = [...held.values()].some((entry) => nowMs - entry.arrivedAtMs > REORDER_WAIT_MS);
      if (waits) skipToOldest();
    },
  };
}
