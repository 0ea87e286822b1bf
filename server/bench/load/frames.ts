const TEXT = 0x1;
const PONG = 0xa;
const IS_LAST = 0x80;
const IS_MASKED = 0x80;

/** A client's text frame. Masked, as the protocol asks, with a key of zeros, which leaves the text as it is. */
export const toTextFrame = (text: string): Buffer => toFrame(TEXT, Buffer.from(text));

/** The answer to a ping of the WebSocket itself. */
export const toPongFrame = (payload: Buffer): Buffer => toFrame(PONG, payload);

function toFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const isShort = length < 126;
  if (length > 0xffff) throw new Error('a client of the bench sends less than 64 kB at once');
  const frame = Buffer.alloc((isShort ? 2 : 4) + 4 + length);
  frame[0] = IS_LAST | opcode;
  frame[1] = IS_MASKED | (isShort ? length : 126);
  if (!isShort) frame.writeUInt16BE(length, 2);
  payload.copy(frame, frame.length - length);
  return frame;
}

export type Frame = { opcode: number; start: number; end: number };

/** Finds the frame that begins at `at`, unmasked as servers send it. @returns undefined while it is not whole. */
export function findFrame(data: Buffer, at: number, end: number): Frame | undefined {
  if (end - at < 2) return undefined;
  const opcode = (data[at] ?? 0) & 0x0f;
  const short = (data[at + 1] ?? 0) & 0x7f;
  const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
  if (start > end) return undefined;
  const length = short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : data.readUInt32BE(at + 6);
  return start + length > end ? undefined : { opcode, start, end: start + length };
}
