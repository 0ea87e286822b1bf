import { execFile } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { keepRecent } from '../../platform/keep-recent.ts';
import { cutFoot, paintBase, paintPoster } from './paint-poster.ts';
import { loadPosterFonts } from './poster-fonts.ts';
import { encodeTop, FOOT_TOP, type JpegTop, joinFoot } from './poster-jpeg.ts';
import type { PosterRoom } from './poster-painter.ts';
import { POSTER_HEIGHT, POSTER_WIDTH, type PosterFormat, type PosterSpec } from './poster-spec.ts';
import { readQr } from './read-qr.ts';

// The program of one of the poster painter's threads: fonts are loaded once, bases are kept.

export type PaintRequest = { id: number; spec: PosterSpec; room: PosterRoom | undefined };
type Painted = { isBaseNew: boolean; tookMs: number };
/** `length` of the bytes in the room that was given. */
export type PaintAnswer = { id: number } & (
  | (Painted & { bytes: Uint8Array<ArrayBuffer> })
  | (Painted & { length: number })
  | { refused: 'unreadable' | 'failed'; reason: string }
);

const { memory } = workerData as { memory: SharedArrayBuffer | undefined }; // As the painter opens its threads.
const MAX_BASE_BYTES = 48 * 1024 * 1024; // Some fifty of a chat's size.
const BYTES_PER_PIXEL = 4;
const PREVIEW_QUALITY = 88;
const NICENESS = 19;

/** What all posters of a material share: of a chat's all but the foot is encoded already, and the canvas is that foot. */
type Layer = { canvas: Canvas; top: JpegTop | undefined };
/** What a chat's foot is painted on, each over the one before: a thread paints one at a time. */
const sheet = createCanvas(POSTER_WIDTH, POSTER_HEIGHT - FOOT_TOP);
const layers = keepRecent<Layer>(
  MAX_BASE_BYTES,
  ({ canvas, top }) => canvas.width * canvas.height * BYTES_PER_PIXEL + (top?.bytes.length ?? 0),
);

/**
 * A show that runs comes first. Linux knows threads by themselves, and `chrt` puts this one into the class of those that run
 * while nobody else wants to (SCHED_IDLE, sched(7)): a nice one may still keep its core for some milliseconds. Elsewhere this
 * thread is like the others.
 */
function stepBack(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, NICENESS);
    execFile('chrt', ['--idle', '--pid', '0', `${thread}`], () => {}); // Without it nice has to do.
  } catch {}
}

async function getLayer(spec: PosterSpec): Promise<{ layer: Layer; isNew: boolean }> {
  const { base, format, isPreview, scale } = spec;
  const key = JSON.stringify([base, format, scale]);
  const known = layers.get(key);
  if (known) return { layer: known, isNew: false };
  const { canvas } = await paintBase(base, scale);
  if (isPreview) return { layer: { canvas, top: undefined }, isNew: true };
  const isForChat = format === 'jpeg';
  const top = isForChat ? await encodeTop(canvas.data()) : undefined;
  const layer = { canvas: isForChat ? cutFoot(canvas, FOOT_TOP) : canvas, top };
  layers.set(key, layer);
  return { layer, isNew: true };
}

async function paint({ id, room, spec }: PaintRequest): Promise<PaintAnswer> {
  const { base, format, isPreview, keeper, scale } = spec;
  const startedMs = performance.now();
  const { layer, isNew: isBaseNew } = await getLayer(spec);
  const top = layer.top ? FOOT_TOP : 0;
  const { canvas, qr } = await paintPoster(layer.canvas, keeper, {
    scale,
    template: base.template,
    top,
    ...(layer.top && { sheet }),
  });
  if (!isPreview && readQr(canvas, qr) !== keeper.url) {
    return { id, refused: 'unreadable', reason: `the QR to ${keeper.url} cannot be read` };
  }
  const bytes = layer.top ? await joinFoot(layer.top, canvas.data()) : encodeWhole(canvas, format);
  const painted = { id, isBaseNew, tookMs: performance.now() - startedMs };
  if (!memory || !room || bytes.length > room.bytes) return { ...painted, bytes };
  new Uint8Array(memory, room.at, room.bytes).set(bytes);
  return { ...painted, length: bytes.length };
}

/** Here and not in the pool, whose threads do not step back. */
const encodeWhole = (canvas: Canvas, format: PosterFormat): Uint8Array<ArrayBuffer> =>
  new Uint8Array(format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', PREVIEW_QUALITY));

stepBack();
sharp.concurrency(1);
loadPosterFonts();
parentPort?.on('message', async (request: PaintRequest) => {
  const answer = await paint(request).catch(
    (error: unknown): PaintAnswer => ({
      id: request.id,
      refused: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    }),
  );
  parentPort?.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer] : []);
});
