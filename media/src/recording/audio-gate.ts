import { reorderBuffer } from './reorder-buffer.ts';
import type { RtpPacket } from './rtp-packet.ts';
import type { RtpGate } from './video-gate.ts';

/** Audio packets in order; a lost one is simply missing, the encoder fills the hole with silence. */
export function audioGate(onPacket: (packet: RtpPacket, arrivedAtMs: number) => void): RtpGate {
  return reorderBuffer({
    onPacket(packet, arrivedAtMs) {
      if (packet.payload.length > 0) onPacket(packet, arrivedAtMs);
    },
    onGap: () => undefined,
  });
}
