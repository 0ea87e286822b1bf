import type { AskId, ShowId } from '@shoal/contract';
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
