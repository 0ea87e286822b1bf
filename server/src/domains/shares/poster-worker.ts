import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { type Canvas, GlobalFonts } from '@napi-rs/canvas';
import { paintBase, paintPoster } from './paint-poster.ts';
import type { PosterSpec } from './poster-spec.ts';

// The program of the poster painter's thread: fonts are loaded once, bases are kept.

export type PaintRequest = { id: number; spec: PosterSpec };
export type PaintAnswer = { id: number } & ({ jpeg: Uint8Array } | { reason: string });

const MAX_BASES = 8; // 4 MB each.
const QUALITY = 88;
const bases = new Map<string, Promise<Canvas>>();

// The machine may have no Chinese font at all, so ours are the only ones that count.
const register = (path: string, family: string) =>
  GlobalFonts.registerFromPath(fileURLToPath(import.meta.resolve(path)), family);
register('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', 'Noto Sans SC');
register('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf', 'Noto Sans SC');
register('@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2', 'Noto Color Emoji');

function getBase(spec: PosterSpec): Promise<Canvas> {
  const known = bases.get(spec.baseKey);
  if (known) return known;
  const painting = paintBase(spec);
  const [oldest] = bases.keys();
  if (bases.size >= MAX_BASES && oldest !== undefined) bases.delete(oldest);
  bases.set(spec.baseKey, painting);
  painting.catch(() => bases.delete(spec.baseKey));
  return painting;
}

parentPort?.on('message', async ({ id, spec }: PaintRequest) => {
  const answer: PaintAnswer = await getBase(spec)
    .then((base) => paintPoster(base, spec))
    .then((canvas) => canvas.encode('jpeg', QUALITY))
    .then(
      (jpeg) => ({ id, jpeg }),
      (error: unknown) => ({ id, reason: error instanceof Error ? error.message : String(error) }),
    );
  parentPort?.postMessage(answer);
});
