/** RTP packets in one stream: a head of four bytes before each says whose they are and how long (RFC 2326, section 10.12). */
const MARK = 0x24;
const HEAD_BYTES = 4;

/** Packets one after another. `channel` from 0 to 255; `setChannel` changes it. */
export function interleave(packets: readonly Buffer[], channel = 0): Buffer {
  const bytes = Buffer.allocUnsafe(packets.reduce((sum, packet) => sum + HEAD_BYTES + packet.length, 0));
  let at = 0;
  for (const packet of packets) {
    bytes[at] = MARK;
    bytes[at + 1] = channel;
    bytes.writeUInt16BE(packet.length, at + 2);
    packet.copy(bytes, at + HEAD_BYTES);
    at += HEAD_BYTES + packet.length;
  }
  return bytes;
}

/** Where each packet begins, behind its head. */
export function packetStarts(interleaved: Buffer): number[] {
  const starts: number[] = [];
  for (let at = 0; at < interleaved.length; at += HEAD_BYTES + interleaved.readUInt16BE(at + 2)) {
    starts.push(at + HEAD_BYTES);
  }
  return starts;
}

/** Writes the channel of the packet that begins at `start`. */
export const setChannel = (interleaved: Buffer, start: number, channel: number): void => {
  interleaved[start - HEAD_BYTES + 1] = channel;
};
