import { BrandId, catalog, PictureId, ProductId } from '@shoal/contract';
import { z } from 'zod';
import type { Member } from '../../platform/caller.ts';
import { findBaseFiles, type PaintingDeps } from './get-poster.ts';
import type { PosterScene, PosterWords } from './poster-facts.ts';
import { PREVIEW_SCALE } from './poster-spec.ts';
import { toPosterBase } from './to-poster-base.ts';

export type PreviewPosterDeps = PaintingDeps & {
  now: () => Date;
  /** Throws `catalog.not_found` for a brand that she does not work on, or a product of another. */
  getPreviewParts: (
    caller: Member,
    parts: { brandId: BrandId; productId: ProductId | null },
  ) => Promise<{ brand: catalog.Brand; product: catalog.Product | null; isAdMarked: boolean }>;
  sampleOf: (lang: 'zh' | 'en') => { you: string; yourLine: string };
};

/** A material that nobody saved yet. */
export const PosterDraft = z.object({
  brandId: BrandId,
  template: catalog.PosterTemplate,
  title: z.string().trim().max(80).default(''),
  pictureId: PictureId,
  productId: ProductId.nullable().default(null),
  lang: z.enum(['zh', 'en']).catch('zh'),
});
export type PosterDraft = z.infer<typeof PosterDraft>;

const TOMORROW_MS = 24 * 3_600_000;

/**
 * A poster as it would be, with a name in the place of hers, small.
 * @throws AppError `catalog.not_found` | `shares.not_found` when the picture is gone | `shares.posters_busy`
 */
export async function previewPoster(deps: PreviewPosterDeps, caller: Member, draft: PosterDraft): Promise<Uint8Array> {
  const { brandId, lang, productId, template, title } = draft;
  const { brand, isAdMarked, product } = await deps.getPreviewParts(caller, { brandId, productId });
  const words: PosterWords = deps.wordsOf(lang);
  const sample = deps.sampleOf(lang);
  const scene: PosterScene = {
    title: title || brand.name,
    state: 'scheduled',
    startsAt: new Date(deps.now().getTime() + TOMORROW_MS),
    timeZone: 'Asia/Shanghai',
    brandName: brand.name,
    brandStory: brand.story,
    logoPictureId: brand.logo?.pictureId ?? null,
    isAdMarked,
  };
  const files = await findBaseFiles(deps, draft.pictureId, scene.logoPictureId);
  const material = { title: title || brand.name, text: '', product };
  const base = { ...toPosterBase({ lang, material, scene, template }, { ...deps, words }), ...files };
  const keeper = {
    name: sample.you,
    tagline: sample.yourLine,
    facePath: undefined,
    url: deps.publicUrl,
    scanHint: words.poster.scanHint,
  };
  return deps.painter.paint({ base, keeper, format: 'jpeg', scale: PREVIEW_SCALE, isPreview: true });
}
