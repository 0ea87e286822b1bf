/** One RTP packet; `payload` is a view into `buffer`. */
export type RtpPacket = {
  readonly buffer: Buffer;
  readonly payload: Buffer;
  readonly payloadType: number;
  readonly isMarked: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
};

const FIXED_HEADER_BYTES = 12;

/** Reads an RTP header; undefined when the bytes are no RTP packet. */
export function parseRtpPacket(buffer: Buffer): RtpPacket | undefined {
  if (buffer.length < FIXED_HEADER_BYTES) return undefined;
  const first = buffer.readUInt8(0);
  if (first >> 6 !== 2) return undefined;
  let start = FIXED_HEADER_BYTES + (first & 0x0f) * 4;
  if (first & 0x10) {
    if (buffer.length < start + 4) return undefined;
    start += 4 + buffer.readUInt16BE(start + 2) * 4;
  }
  const paddingBytes = first & 0x20 ? buffer.readUInt8(buffer.length - 1) : 0;
  const end = buffer.length - paddingBytes;
  if (end < start) return undefined;
  const second = buffer.readUInt8(1);
  return {
    buffer,
    payload: buffer.subarray(start, end),
    payloadType: second & 0x7f,
    isMarked: (second & 0x80) !== 0,
    sequence: buffer.readUInt16BE(2),
    timestamp: buffer.readUInt32BE(4),
    ssrc: buffer.readUInt32BE(8),
  };
}

/** Whose the packet is that begins at `start` of some bytes. */
export const readSsrc = (bytes: Buffer, start: number): number => bytes.readUInt32BE(start + 8);

/** Numbers the packet that begins at `start` of some bytes. */
export const setSequence = (bytes: Buffer, start: number, sequence: number): number =>
  bytes.writeUInt16BE(sequence, start + 2);

/** Times the packet that begins at `start` of some bytes. */
export const setTimestamp = (bytes: Buffer, start: number, timestamp: number): number =>
  bytes.writeUInt32BE(timestamp, start + 4);

/** How far `a` is ahead of `b` on the 16-bit circle of sequence numbers; negative when it is behind. */
export const sequenceDistance = (a: number, b: number): number => (((a - b) & 0xffff) << 16) >> 16;

/** How far `a` is ahead of `b` on the 32-bit circle of RTP timestamps; negative when it is behind. */
export const timestampDistance = (a: number, b: number): number => (a - b) | 0;
