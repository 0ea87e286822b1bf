import type { AccountId, AskId, IdempotencyKey, ProductId, ShowId } from '@shoal/contract';
import { insertAsk } from '../domains/asks/asks.store.ts';
import type { AsksTable } from '../domains/asks/asks.table.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';

const question = {
  text: 'How hot?',
  options: ['80', '100'],
  solution: { rightOption: 0, explanation: 'It is tender.' },
};

/** A quiz of one question that is open for a minute, as if it had been asked. */
export async function givenOpenAsk(
  db: Db,
  showId: ShowId,
  row: Partial<Pick<AsksTable, 'kind' | 'openedAt' | 'closesAt'>> = {},
): Promise<AskId> {
  const id = newId<AskId>();
  const openedAt = row.openedAt ?? new Date();
  await insertAsk(db, {
    id,
    showId,
    openedAt,
    preparedAskId: null,
    kind: 'quiz',
    isSurprise: false,
    questions: JSON.stringify([question]),
    productId: null,
    productName: null,
    showsResultsLive: false,
    openedSeq: 900,
    closesAt: new Date(openedAt.getTime() + 60_000),
    ...row,
  });
  return id;
}

type AnsweredQuiz = {
  showId: ShowId;
  accountId: AccountId;
  productId: ProductId;
  closedAt: Date;
  /** Question by question; null where she gave no answer. */
  right: readonly (boolean | null)[];
  isTooFast?: boolean;
};

/** A quiz about a product that is over, with one person's answers. */
export async function givenAnsweredQuiz(db: Db, quiz: AnsweredQuiz): Promise<void> {
  const { accountId, closedAt, isTooFast = false, productId, right, showId } = quiz;
  const askId = await givenOpenAsk(db, showId, { openedAt: closedAt });
  await db
    .updateTable('asks')
    .set({
      productId,
      closedAt,
      productName: 'Oolong',
      closedSeq: 901,
      questions: JSON.stringify(right.map(() => question)),
    })
    .where('id', '=', askId)
    .execute();
  const answers = right.flatMap((isRight, at) =>
    isRight === null ? [] : { ...answer(closedAt), askId, accountId, isTooFast, isRight, question: at },
  );
  await db.insertInto('askAnswers').values(answers).execute();
}

const answer = (at: Date) => ({ option: 0, idempotencyKey: newId<IdempotencyKey>(), answeredAt: at, receivedAt: at });
