export type Box = { readonly type: string; readonly body: Buffer; readonly whole: Buffer };

const HEADER_BYTES = 8;
/** ffmpeg's fragments are a few hundred kilobytes; anything near this is no fragment of ours. */
const MAX_BOX_BYTES = 256 * 1024 * 1024;

/** Reads the boxes that lie complete in `bytes`; `rest` is the beginning of the next one. */
export function takeBoxes(bytes: Buffer): { boxes: Box[]; rest: Buffer } {
  const boxes: Box[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    const sizeBytes = bytes.readUInt32BE(at);
    if (sizeBytes < HEADER_BYTES || sizeBytes > MAX_BOX_BYTES) throw new Error(`not an MP4 box of ${sizeBytes} bytes`);
    if (at + sizeBytes > bytes.length) break;
    const whole = bytes.subarray(at, at + sizeBytes);
    boxes.push({ type: whole.toString('latin1', 4, 8), body: whole.subarray(HEADER_BYTES), whole });
    at += sizeBytes;
  }
  return { boxes, rest: bytes.subarray(at) };
}

/** The first box at a path of types, such as `['mdia', 'mdhd']`. */
export function findBox(body: Buffer, path: readonly string[]): Buffer | undefined {
  const [type, ...deeper] = path;
  const found = takeBoxes(body).boxes.find((box) => box.type === type);
  if (!found) return undefined;
  return deeper.length === 0 ? found.body : findBox(found.body, deeper);
}

export const findBoxes = (body: Buffer, type: string): Buffer[] =>
  takeBoxes(body)
    .boxes.filter((box) => box.type === type)
    .map((box) => box.body);
