import type { RtpPacket } from './rtp-packet.ts';
import type { FrameFacts } from './video-gate.ts';

/** Reads what the recorder must know of one VP8 frame (RFC 7741). Size changes are the transcoder's business. */
export function inspectVp8Frame(packets: readonly RtpPacket[]): FrameFacts {
  const first = packets[0]?.payload;
  if (!first || first.length < 2) return { isKey: false, isWhole: false, sps: undefined, pps: undefined };
  const descriptor = first[0] ?? 0;
  const isFrameStart = (descriptor & 0x10) !== 0 && (descriptor & 0x07) === 0;
  const frameByte = first[descriptorLength(first)] ?? 1;
  return { isKey: isFrameStart && (frameByte & 0x01) === 0, isWhole: isFrameStart, sps: undefined, pps: undefined };
}

function descriptorLength(payload: Buffer): number {
  if (((payload[0] ?? 0) & 0x80) === 0) return 1;
  const extension = payload[1] ?? 0;
  let length = 2;
  if (extension & 0x80) length += (payload[length] ?? 0) & 0x80 ? 2 : 1;
  if (extension & 0x40) length += 1;
  if (extension & 0x30) length += 1;
  return length;
}
