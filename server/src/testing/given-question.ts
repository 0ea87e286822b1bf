import type { AccountId, FaqId, ProductId, QuestionId, ShowId } from '@shoal/contract';
import type { Insertable } from 'kysely';
import { putFaq } from '../domains/questions/faqs.store.ts';
import { insertQuestion } from '../domains/questions/questions.store.ts';
import type { QuestionsTable } from '../domains/questions/questions.table.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';

/** A question that somebody raised, with her own vote. */
export async function givenQuestion(
  db: Db,
  of: { showId: ShowId; askerId: AccountId } & Partial<Insertable<QuestionsTable>>,
): Promise<QuestionId> {
  const id = newId<QuestionId>();
  await insertQuestion(db, { id, askerName: 'Mei', text: 'Can it be brewed cold?', askedAt: new Date(), ...of });
  return id;
}

/** What buyers of a product are told. */
export const givenFaq = (db: Db, productId: ProductId, archivedAt: Date | null = null): Promise<FaqId> =>
  putFaq(db, {
    id: newId(),
    productId,
    archivedAt,
    question: 'Can it be brewed cold?',
    answer: 'Yes, for six hours.',
    showId: null,
    questionId: null,
    filedBy: null,
    filedAt: new Date(),
  });
