import { AppError, type catalog, type PictureId, type ShareCode } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { type KeepProven, writeProven } from '../../platform/said-words.ts';
import type { PosterFacts, PosterLang, PosterWords } from './poster-facts.ts';
import type { PosterPainter, PosterRoom } from './poster-painter.ts';
import type { PosterShelf, TakenPoster } from './poster-shelf.ts';
import { type PosterFormat, type PosterSpec, scaleOf } from './poster-spec.ts';
import { templatesOf, toPosterVersion } from './poster-version.ts';
import { sayPoster } from './prove-page.ts';
import { toPosterBase } from './to-poster-base.ts';

/** What painting any poster needs. */
export type PaintingDeps = {
  publicUrl: string;
  painter: Pick<PosterPainter, 'paint'>;
  wordsOf: (lang: PosterLang) => PosterWords;
  /** The stored file of a picture; with a width a smaller one, made when it is first asked for. */
  findPicturePath: (pictureId: PictureId, width?: 320) => Promise<string | undefined>;
  toPriceText: (price: catalog.Product['price'], lang: PosterLang) => string;
};

export type GetPosterDeps = PaintingDeps & {
  db: Db;
  now: () => Date;
  keepProven: KeepProven;
  findPosterFacts: (db: Db, code: ShareCode) => Promise<PosterFacts | undefined>;
  shelf: Pick<PosterShelf, 'take'>;
};

/** Which poster of a link; without a template the first that the crew allows. */
export type PosterAsked = {
  code: ShareCode;
  template: catalog.PosterTemplate | undefined;
  format: PosterFormat;
  lang: PosterLang;
};
/** `tag` names the bytes, `version` the facts in them. */
export type Poster = { version: string; tag: string; paint: () => Promise<TakenPoster> };

/**
 * The poster behind a link, without what nothing proves any more; painting waits until somebody needs the bytes.
 * @throws AppError `shares.not_found`, also when the material has no picture or not this template | `drops.recalled`
 */
export async function getPoster(deps: GetPosterDeps, asked: PosterAsked): Promise<Poster> {
  const { code, format, lang } = asked;
  const found = await deps.findPosterFacts(deps.db, code);
  if (!found?.material.picture) throw new AppError('shares.not_found', 'no poster behind this link');
  if (found.isRecalled) throw new AppError('drops.recalled', 'the material was taken back');
  const allowed = templatesOf(found.material);
  const template = asked.template ?? allowed[0];
  if (!allowed.includes(template)) throw new AppError('shares.not_found', `no template ${template} for this material`);
  const said = await writeProven(
    (words) => deps.keepProven(deps.db, words, deps.now()),
    (say) => sayPoster(say, { material: found.material, scene: found.scene, person: found.shopkeeper }),
  );
  const facts = { ...found, ...said, shopkeeper: said.person };
  const version = toPosterVersion(said);
  const tag = [version, template, lang, format].join('-');
  const paint = async (room?: PosterRoom) =>
    deps.painter.paint(await toSpec(deps, facts, { ...asked, template }), room);
  return { version, tag, paint: () => deps.shelf.take(`${code} ${tag}`, paint) };
}

async function toSpec(
  deps: GetPosterDeps,
  { code, material, scene, shopkeeper }: PosterFacts,
  { format, lang, template }: PosterAsked & { template: catalog.PosterTemplate },
): Promise<PosterSpec> {
  const words = deps.wordsOf(lang);
  const { facePictureId } = shopkeeper;
  const keeper = {
    name: shopkeeper.displayName,
    tagline: shopkeeper.tagline,
    facePath: facePictureId ? await deps.findPicturePath(facePictureId, 320) : undefined,
    url: `${deps.publicUrl}/s/${code}`,
    scanHint: words.poster.scanHint,
  };
  const files = await findBaseFiles(deps, material.picture?.pictureId, scene.logoPictureId);
  const base = { ...toPosterBase({ lang, material, scene, template }, { ...deps, words }), ...files };
  return { base, keeper, format, scale: scaleOf[format], isPreview: false };
}

/** @throws AppError `shares.not_found` when the picture is gone; a logo may be. */
export async function findBaseFiles(
  { findPicturePath }: Pick<PaintingDeps, 'findPicturePath'>,
  pictureId: PictureId | undefined,
  logoId: PictureId | null,
) {
  const picturePath = pictureId && (await findPicturePath(pictureId));
  if (!picturePath) throw new AppError('shares.not_found', 'the picture of this poster is gone');
  return { picturePath, logoPath: logoId ? await findPicturePath(logoId, 320) : undefined };
}
