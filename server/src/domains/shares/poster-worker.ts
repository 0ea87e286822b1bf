import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Canvas } from '@napi-rs/canvas';
import { keepRecent } from './keep-recent.ts';
import { type Painted, paintBase, paintPoster } from './paint-poster.ts';
import { loadPosterFonts } from './poster-fonts.ts';
import type { PosterSpec } from './poster-spec.ts';
import { readQr } from './read-qr.ts';

// The program of one of the poster painter's threads: fonts are loaded once, bases are kept.

export type PaintRequest = { id: number; spec: PosterSpec };
export type PaintAnswer = { id: number } & (
  | { bytes: Uint8Array; isBaseNew: boolean; tookMs: number }
  | { refused: 'unreadable' | 'failed'; reason: string }
);

const MAX_BASE_BYTES = 48 * 1024 * 1024; // Twelve of a chat's size.
const BYTES_PER_PIXEL = 4;
const JPEG_QUALITY = 88;
const NICENESS = 19;
const bases = keepRecent<Painted>(MAX_BASE_BYTES, ({ canvas }) => canvas.width * canvas.height * BYTES_PER_PIXEL);

/** A show that runs comes first. Linux knows threads by themselves; elsewhere this one is like the others. */
function stepBack(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICENESS);
  } catch {}
}

async function getBase({ base, isPreview, scale }: PosterSpec): Promise<{ canvas: Canvas; isNew: boolean }> {
  const key = JSON.stringify([base, scale]);
  const known = bases.get(key);
  if (known) return { canvas: known.canvas, isNew: false };
  const painted = await paintBase(base, scale);
  if (!isPreview) bases.set(key, painted);
  return { canvas: painted.canvas, isNew: true };
}

async function paint({ id, spec }: PaintRequest): Promise<PaintAnswer> {
  const { base, format, isPreview, keeper, scale } = spec;
  const startedMs = performance.now();
  const { canvas: shared, isNew: isBaseNew } = await getBase(spec);
  const { canvas, qr } = await paintPoster(shared, keeper, { scale, template: base.template });
  if (!isPreview && readQr(canvas, qr) !== keeper.url) {
    return { id, refused: 'unreadable', reason: `the QR to ${keeper.url} cannot be read` };
  }
  // Here and not in the pool, whose threads do not step back.
  const bytes = format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', JPEG_QUALITY);
  return { id, bytes, isBaseNew, tookMs: performance.now() - startedMs };
}

stepBack();
loadPosterFonts();
parentPort?.on('message', async (request: PaintRequest) => {
  const answer = await paint(request).catch(
    (error: unknown): PaintAnswer => ({
      id: request.id,
      refused: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    }),
  );
  parentPort?.postMessage(answer);
});
