import type { ProductId, questions, ShowId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

const standing = (db: Db) =>
  db
    .selectFrom('productFaqs as faq')
    .select(['faq.id as faqId', 'faq.productId', 'faq.question', 'faq.answer'])
    .where('faq.archivedAt', 'is', null)
    .orderBy('faq.filedAt', 'desc')
    .orderBy('faq.id');

/** What buyers of a product are told, newest first. */
export const listShopFaqs = (db: Db, productId: ProductId, limit: number): Promise<questions.Faq[]> =>
  standing(db).where('faq.productId', '=', productId).limit(limit).execute();

/** With the show it came from, for the crew. */
export async function listProductFaqs(db: Db, productId: ProductId): Promise<questions.FiledFaq[]> {
  const rows = await standing(db)
    .leftJoin('shows', 'shows.id', 'faq.showId')
    .select(['shows.title as showTitle', 'faq.filedAt'])
    .where('faq.productId', '=', productId)
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, filedAt: row.filedAt.toISOString() }));
}

/** What buyers of a show's products are told, for the room. */
export const listShowFaqs = (db: Db, showId: ShowId): Promise<questions.ShowFaq[]> =>
  standing(db)
    .innerJoin('showProducts as shown', (join) =>
      join.onRef('shown.productId', '=', 'faq.productId').on('shown.showId', '=', showId),
    )
    .innerJoin('products', 'products.id', 'faq.productId')
    .select(['products.name as productName', 'faq.questionId'])
    .limit(50)
    .execute();
