import sharp from 'sharp';
import { POSTER_HEIGHT, POSTER_WIDTH } from './poster-spec.ts';

// A chat's poster as JPEG in stretches of equal height, each of which can be read without the one before it ("restart
// intervals"). All but the last are the same for all shopkeepers, so they are encoded once; what comes out is an ordinary
// baseline JPEG, to the pixel the one that encoding it whole would give.

const MCU = 16; // Side of what is encoded together when colour is at half resolution.
const QUALITY = 88;
const STRETCH_ROWS = 17;
const STRETCH = STRETCH_ROWS * MCU;
const [SOF, DRI, SOS] = [0xc0, 0xdd, 0xda];
const FIRST_RESTART = 0xd0;
const MARKER = 0xff;
const END_BYTES = 2;

/** Where the last stretch begins, in the poster's pixels: what is hers lies below. */
export const FOOT_TOP = Math.floor(POSTER_HEIGHT / STRETCH) * STRETCH;

/** All of a JPEG but its last stretch, and what that one's file has to begin with. */
export type JpegTop = { bytes: Buffer; footHead: Buffer };

/** @param pixels RGBA of the whole poster at a chat's size */
export async function encodeTop(pixels: Buffer): Promise<JpegTop> {
  const parts: Buffer[] = [];
  for (let y = 0; y < FOOT_TOP; y += STRETCH) {
    const { head, scan } = split(await encode(pixels.subarray(toBytes(y), toBytes(y + STRETCH)), STRETCH));
    if (y === 0) parts.push(toHead(head));
    parts.push(scan, Buffer.from([MARKER, FIRST_RESTART + ((y / STRETCH) % 8)]));
  }
  const { head: footHead } = split(await encode(pixels.subarray(toBytes(FOOT_TOP)), POSTER_HEIGHT - FOOT_TOP));
  return { bytes: Buffer.concat(parts), footHead };
}

/** @param pixels RGBA of the last stretch @returns the whole file, in memory of its own */
export async function joinFoot({ bytes, footHead }: JpegTop, pixels: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  const foot = await encode(pixels, POSTER_HEIGHT - FOOT_TOP);
  // With other tables the stretches above would be read wrongly.
  if (footHead.compare(foot, 0, footHead.length) !== 0) throw new Error('the encoder changed its tables');
  const whole = new Uint8Array(bytes.length + foot.length - footHead.length);
  whole.set(bytes);
  whole.set(foot.subarray(footHead.length), bytes.length);
  return whole;
}

/** The same tables whatever the picture, so that stretches fit together. */
const encode = (pixels: Buffer, height: number): Promise<Buffer> =>
  sharp(pixels, { raw: { width: POSTER_WIDTH, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:2:0', optimiseCoding: false })
    .toBuffer();

const toBytes = (y: number): number => y * POSTER_WIDTH * 4;

function split(jpeg: Buffer): { head: Buffer; scan: Buffer } {
  const at = findSegment(jpeg, SOS);
  const end = at + 2 + jpeg.readUInt16BE(at + 2);
  return { head: jpeg.subarray(0, end), scan: jpeg.subarray(end, -END_BYTES) };
}

/** The head of one stretch as that of the whole: its height, and after how much a stretch ends. */
function toHead(head: Buffer): Buffer {
  const whole = Buffer.from(head);
  whole.writeUInt16BE(POSTER_HEIGHT, findSegment(whole, SOF) + 5);
  const interval = Buffer.from([MARKER, DRI, 0, 4, 0, 0]);
  interval.writeUInt16BE(STRETCH_ROWS * Math.ceil(POSTER_WIDTH / MCU), 4);
  const scanAt = findSegment(whole, SOS);
  return Buffer.concat([whole.subarray(0, scanAt), interval, whole.subarray(scanAt)]);
}

/** Where a segment's marker is; each segment says how long it is. */
function findSegment(jpeg: Buffer, kind: number): number {
  let at = 2;
  while (jpeg[at] === MARKER && jpeg[at + 1] !== kind) at += 2 + jpeg.readUInt16BE(at + 2);
  if (jpeg[at] !== MARKER) throw new Error(`a JPEG without its segment ${kind.toString(16)}`);
  return at;
}
