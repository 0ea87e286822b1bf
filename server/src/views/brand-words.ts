import type { BrandId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';
import type { SaidWords } from '../platform/said-words.ts';

const MAX_SHOWS = 200;
const MAX_ROWS = 1_000;

export type BrandWords = SaidWords & {
  /** Whose they are, by name. */
  of: string;
};

/** What stands beside a brand's materials where consumers read it: its story, shows, answers, and what shopkeepers note. */
export async function listBrandWords(db: Db, brandId: BrandId): Promise<BrandWords[]> {
  const parts = await Promise.all([
    listStories(db, brandId),
    listTitles(db, brandId),
    listAnswers(db, brandId),
    listNotes(db, brandId),
  ]);
  return parts.flat();
}

async function listStories(db: Db, brandId: BrandId): Promise<BrandWords[]> {
  const rows = await db.selectFrom('brands').select(['name', 'story']).where('id', '=', brandId).execute();
  return rows.map(({ name, story }) => ({ field: 'brand.story', text: story, about: { brandId }, of: name }));
}

async function listTitles(db: Db, brandId: BrandId): Promise<BrandWords[]> {
  const shows = await db
    .selectFrom('shows')
    .select(['id', 'title'])
    .where('brandId', '=', brandId)
    .where('isRehearsal', '=', false)
    .where('state', 'not in', ['cancelled', 'archived'])
    .orderBy('id', 'desc')
    .limit(MAX_SHOWS)
    .execute();
  if (shows.length === 0) return [];
  const segments = await db
    .selectFrom('showSegments')
    .select(['showId', 'title'])
    .where(
      'showId',
      'in',
      shows.map(({ id }) => id),
    )
    .orderBy('ordinal')
    .execute();
  const about = { brandId };
  const segmentsOf = Map.groupBy(segments, ({ showId }) => showId);
  return shows.flatMap(({ id, title }): BrandWords[] => [
    { field: 'show.title', text: title, about, of: title },
    ...(segmentsOf.get(id) ?? []).map((segment) => ({
      field: 'segment.title' as const,
      text: segment.title,
      about,
      of: title,
    })),
  ]);
}

async function listAnswers(db: Db, brandId: BrandId): Promise<BrandWords[]> {
  const rows = await db
    .selectFrom('productFaqs as faq')
    .innerJoin('products', 'products.id', 'faq.productId')
    .select(['faq.answer', 'faq.productId', 'products.name'])
    .where('products.brandId', '=', brandId)
    .where('faq.archivedAt', 'is', null)
    .orderBy('faq.filedAt', 'desc')
    .limit(MAX_ROWS)
    .execute();
  return rows.map(({ answer, name, productId }) => ({
    field: 'faq.answer',
    text: answer,
    about: { productId },
    of: name,
  }));
}

async function listNotes(db: Db, brandId: BrandId): Promise<BrandWords[]> {
  const rows = await db
    .selectFrom('shopItems as item')
    .innerJoin('products', 'products.id', 'item.productId')
    .innerJoin('accounts', 'accounts.id', 'item.shopkeeperId')
    .select(['item.note', 'item.productId', 'products.name', 'accounts.displayName'])
    .where('products.brandId', '=', brandId)
    .where('item.note', '<>', '')
    .where('item.isHidden', '=', false)
    .where('accounts.removedAt', 'is', null)
    .orderBy('accounts.displayName')
    .orderBy('item.position')
    .limit(MAX_ROWS)
    .execute();
  return rows.map(({ displayName, name, note, productId }) => ({
    field: 'shop.note',
    text: note,
    about: { productId },
    of: `${displayName} · ${name}`,
  }));
}
