import type { FaqId, ProductId } from '@shoal/contract';
import type { Insertable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { QuestionsTables } from './questions.table.ts';

/** Files a question under a product, or puts these words in place of those it was filed with. @returns whose id stands. */
export async function putFaq(tx: Db, faq: Insertable<QuestionsTables['productFaqs']>): Promise<FaqId> {
  const { answer, filedAt, filedBy, question } = faq;
  const { id } = await tx
    .insertInto('productFaqs')
    .values(faq)
    .onConflict((conflict) =>
      conflict
        .columns(['productId', 'questionId'])
        .doUpdateSet({ answer, question, filedAt, filedBy, archivedAt: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

type Change = { question?: string; answer?: string; archivedAt?: Date | null };

/** @returns false when the product has none of this id. */
export async function updateFaq(db: Db, { faqId, productId }: { faqId: FaqId; productId: ProductId }, change: Change) {
  const changed = await db
    .updateTable('productFaqs')
    .set({ productId, ...change }) // A change of nothing is a statement too.
    .where('id', '=', faqId)
    .where('productId', '=', productId)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
