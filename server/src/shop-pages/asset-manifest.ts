import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { shops } from '@shoal/contract';
import { z } from 'zod';

/** What the page brings of the web build; empty when nothing is built, and then it is text. */
export type ShopAssets = {
  script: string | undefined;
  styles: readonly string[];
  preloads: readonly string[];
  /** As the operator chose it. */
  look?: shops.Look;
};

const ENTRY = 'src/shop/main.tsx';
const Chunk = z.object({
  file: z.string(),
  css: z.array(z.string()).default([]),
  imports: z.array(z.string()).default([]),
});
const Manifest = z.record(z.string(), Chunk);
const nothing: ShopAssets = { script: undefined, styles: [], preloads: [] };

/** Reads Vite's manifest, again only when the file has changed. */
export function createAssetReader(webDist: string): () => Promise<ShopAssets> {
  const file = join(webDist, '.vite', 'manifest.json');
  let known: { changedMs: number; assets: ShopAssets } | undefined;
  return async () => {
    const changedMs = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    if (changedMs === 0) return nothing;
    if (known?.changedMs !== changedMs) known = { changedMs, assets: toAssets(await readFile(file, 'utf8')) };
    return known.assets;
  };
}

/** The shop's part of a manifest. */
export function toAssets(text: string): ShopAssets {
  const chunks = Manifest.safeParse(JSON.parse(text));
  const entry = chunks.success ? chunks.data[ENTRY] : undefined;
  if (!chunks.success || !entry) return nothing;
  const shared = entry.imports.flatMap((name) => chunks.data[name] ?? []);
  return {
    script: `/${entry.file}`,
    styles: [...shared, entry].flatMap(({ css }) => css.map((path) => `/${path}`)),
    preloads: shared.map(({ file }) => `/${file}`),
  };
}

/** The same with the operator's look upon it. */
export const withLook =
  (readAssets: () => Promise<ShopAssets>, readLook: () => Promise<shops.Look>) => async (): Promise<ShopAssets> => {
    const [assets, look] = await Promise.all([readAssets(), readLook()]);
    return { ...assets, look };
  };
