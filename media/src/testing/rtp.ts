import { parseRtpPacket, type RtpPacket } from '../recording/rtp-packet.ts';

export type RtpFields = {
  sequence: number;
  timestamp: number;
  payload: readonly number[];
  isMarked?: boolean;
  ssrc?: number;
};

/** An RTP packet as it would come from the wire. */
export function rtp({ sequence, timestamp, payload, isMarked = false, ssrc = 7 }: RtpFields): RtpPacket {
  const head = Buffer.alloc(12);
  head.writeUInt8(0x80, 0);
  head.writeUInt8((isMarked ? 0x80 : 0) | 101, 1);
  head.writeUInt16BE(sequence & 0xffff, 2);
  head.writeUInt32BE(timestamp >>> 0, 4);
  head.writeUInt32BE(ssrc, 8);
  const packet = parseRtpPacket(Buffer.concat([head, Buffer.from(payload)]));
  if (!packet) throw new Error('not an RTP packet');
  return packet;
}

const SPS = [0x67, 0x42, 0xe0, 0x1f];
const PPS = [0x68, 0xce];

/** SPS, PPS and an IDR slice in one STAP-A; `size` stands for the picture size that an SPS carries. */
export const keyPayload = (size = 1): number[] => [24, 0, 5, ...SPS, size, 0, 2, ...PPS, 0, 2, 0x65, 0x88];
export const deltaPayload = [0x41, 0x9a, 0x00];
export const fuStart = [0x7c, 0x85, 1];
export const fuMiddle = [0x7c, 0x05, 2];
export const fuEnd = [0x7c, 0x45, 3];
