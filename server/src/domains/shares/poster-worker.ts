import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Canvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { keepRecent } from './keep-recent.ts';
import { cutFoot, paintBase, paintPoster } from './paint-poster.ts';
import { loadPosterFonts } from './poster-fonts.ts';
import { encodeTop, FOOT_TOP, type JpegTop, joinFoot } from './poster-jpeg.ts';
import type { PosterFormat, PosterSpec } from './poster-spec.ts';
import { readQr } from './read-qr.ts';

// The program of one of the poster painter's threads: fonts are loaded once, bases are kept.

export type PaintRequest = { id: number; spec: PosterSpec };
export type PaintAnswer = { id: number } & (
  | { bytes: Uint8Array<ArrayBuffer>; isBaseNew: boolean; tookMs: number }
  | { refused: 'unreadable' | 'failed'; reason: string }
);

const MAX_BASE_BYTES = 48 * 1024 * 1024; // Some fifty of a chat's size.
const BYTES_PER_PIXEL = 4;
const PREVIEW_QUALITY = 88;
const NICENESS = 19;

/** What all posters of a material share: of a chat's all but the foot is encoded already, and the canvas is that foot. */
type Layer = { canvas: Canvas; top: JpegTop | undefined };
const layers = keepRecent<Layer>(
  MAX_BASE_BYTES,
  ({ canvas, top }) => canvas.width * canvas.height * BYTES_PER_PIXEL + (top?.bytes.length ?? 0),
);

/** A show that runs comes first. Linux knows threads by themselves; elsewhere this one is like the others. */
function stepBack(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICENESS);
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

async function paint({ id, spec }: PaintRequest): Promise<PaintAnswer> {
  const { base, format, isPreview, keeper, scale } = spec;
  const startedMs = performance.now();
  const { layer, isNew: isBaseNew } = await getLayer(spec);
  const top = layer.top ? FOOT_TOP : 0;
  const { canvas, qr } = await paintPoster(layer.canvas, keeper, { scale, template: base.template, top });
  if (!isPreview && readQr(canvas, qr) !== keeper.url) {
    return { id, refused: 'unreadable', reason: `the QR to ${keeper.url} cannot be read` };
  }
  const bytes = layer.top ? await joinFoot(layer.top, canvas.data()) : encodeWhole(canvas, format);
  return { id, bytes, isBaseNew, tookMs: performance.now() - startedMs };
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
