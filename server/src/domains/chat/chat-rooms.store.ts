import type { BrandId, chat, MessageId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';

/** Sets what holds for a show's chat as a whole. */
export async function putChatRoom(
  db: Db,
  showId: ShowId,
  change: { slowSeconds: chat.SlowSeconds } | { pinnedMessageId: MessageId | null },
): Promise<void> {
  await db
    .insertInto('chatRooms')
    .values({ showId, ...change })
    .onConflict((conflict) => conflict.column('showId').doUpdateSet(change))
    .execute();
}

/** A brand's words as they were typed, by the alphabet. */
export async function listWords(db: Db, brandId: BrandId): Promise<string[]> {
  const rows = await db
    .selectFrom('chatWords')
    .select('word')
    .where('brandId', '=', brandId)
    .orderBy('folded')
    .execute();
  return rows.map(({ word }) => word);
}

/** Replaces a brand's words, in the transaction given. */
export async function replaceWords(
  tx: Db,
  brandId: BrandId,
  words: readonly { folded: string; word: string }[],
): Promise<void> {
  await tx.deleteFrom('chatWords').where('brandId', '=', brandId).execute();
  if (words.length === 0) return;
  await tx
    .insertInto('chatWords')
    .values(words.map((word) => ({ brandId, ...word })))
    .onConflict((conflict) => conflict.doNothing()) // Two who save at once: both are stored.
    .execute();
}
