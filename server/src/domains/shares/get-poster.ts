import { AppError, type accounts, type catalog, type PictureId, type ShareCode } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { ShopFacts } from './get-shop.ts';
import type { PosterPainter } from './poster-painter.ts';
import type { PosterSpec } from './poster-spec.ts';
import { toPosterVersion } from './to-share.ts';

export type GetPosterDeps = {
  db: Db;
  publicUrl: string;
  painter: Pick<PosterPainter, 'paint'>;
  scanHint: string;
  /** How a poster says that it is advertising. */
  adMark: string;
  findSharePage: (db: Db, code: ShareCode) => Promise<ShopFacts | undefined>;
  /** The stored file of a picture. */
  findPicturePath: (pictureId: PictureId) => Promise<string | undefined>;
  toPriceText: (price: catalog.Product['price']) => string;
  /** Painted posters by version, kept for the next who asks. */
  kept: { get(version: string): Uint8Array | undefined; set(version: string, jpeg: Uint8Array): void };
};

export type Poster = { version: string; paint: () => Promise<Uint8Array> };

/**
 * The poster behind a link; painting waits until somebody needs the bytes.
 * @throws AppError `shares.not_found`, also when the material has no picture | `drops.recalled`
 */
export async function getPoster(deps: GetPosterDeps, code: ShareCode): Promise<Poster> {
  const facts = await deps.findSharePage(deps.db, code);
  if (!facts?.material.picture) throw new AppError('shares.not_found', 'no poster behind this link');
  if (facts.isRecalled) throw new AppError('drops.recalled', 'the material was taken back');
  const version = nameVersion(facts);
  return { version, paint: () => paint(deps, facts, `${version}${facts.code}`) };
}

// Links name the version with the mark; where it is switched off the address is asked again each time.
const nameVersion = (facts: ShopFacts): string =>
  toPosterVersion(facts.material, toPerson(facts)) + (facts.isAdMarked ? '' : '-unmarked');

const toPerson = ({ shopkeeper }: ShopFacts): accounts.Person => ({
  accountId: shopkeeper.accountId,
  displayName: shopkeeper.displayName,
  tagline: shopkeeper.tagline,
  facePictureId: shopkeeper.face?.pictureId ?? null,
});

async function paint(deps: GetPosterDeps, facts: ShopFacts, key: string): Promise<Uint8Array> {
  const known = deps.kept.get(key);
  if (known) return known;
  const jpeg = await deps.painter.paint(await toSpec(deps, facts));
  deps.kept.set(key, jpeg);
  return jpeg;
}

async function toSpec(deps: GetPosterDeps, facts: ShopFacts): Promise<PosterSpec> {
  const { code, isAdMarked, material, shopkeeper, show } = facts;
  const { picture, product, title } = material;
  const adMark = isAdMarked ? deps.adMark : undefined;
  const picturePath = picture && (await deps.findPicturePath(picture.pictureId));
  if (!picturePath) throw new AppError('shares.not_found', 'the picture of this poster is gone');
  return {
    baseKey: JSON.stringify([title, picture.pictureId, product?.price, show.title, adMark]),
    adMark,
    picturePath,
    title,
    priceText: product ? deps.toPriceText(product.price) : undefined,
    showTitle: show.title,
    personName: shopkeeper.displayName,
    tagline: shopkeeper.tagline,
    facePath: shopkeeper.face ? await deps.findPicturePath(shopkeeper.face.pictureId) : undefined,
    url: `${deps.publicUrl}/s/${code}`,
    scanHint: deps.scanHint,
  };
}
