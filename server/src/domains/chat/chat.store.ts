import type { AccountId, chat, MessageId, ShowId } from '@shoal/contract';
import type { Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { ChatTables } from './chat.table.ts';

export type MessageRecord = Selectable<ChatTables['chatMessages']>;
export type NewMessage = Omit<MessageRecord, 'deletedAt' | 'deletedBy'>;

/** Stores a message once. @returns the stored one, and whether this call stored it. */
export async function insertMessage(db: Db, message: NewMessage): Promise<{ stored: MessageRecord; isNew: boolean }> {
  const inserted = await db
    .insertInto('chatMessages')
    .values(message)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { stored: inserted, isNew: true };
  return {
    isNew: false,
    stored: await db.selectFrom('chatMessages').selectAll().where('id', '=', message.id).executeTakeFirstOrThrow(),
  };
}

export const findMessage = (db: Db, messageId: MessageId): Promise<MessageRecord | undefined> =>
  db.selectFrom('chatMessages').selectAll().where('id', '=', messageId).executeTakeFirst();

/** Takes a message out, once. @returns false when there is none to take out. */
export async function markDeleted(
  db: Db,
  { messageId, showId }: { showId: ShowId; messageId: MessageId },
  { accountId, at }: { accountId: AccountId; at: Date },
): Promise<boolean> {
  const deleted = await db
    .updateTable('chatMessages')
    .set((eb) => ({
      deletedAt: eb.fn.coalesce('deletedAt', eb.val(at)),
      deletedBy: eb.fn.coalesce('deletedBy', eb.val(accountId)),
    }))
    .where('id', '=', messageId)
    .where('showId', '=', showId)
    .executeTakeFirst();
  return deleted.numUpdatedRows === 1n;
}

/** The newest messages that stand, oldest first. */
export async function listNewestMessages(db: Db, showId: ShowId, limit: number): Promise<chat.ChatMessage[]> {
  const rows = await db
    .selectFrom('chatMessages')
    .selectAll()
    .where('showId', '=', showId)
    .where('deletedAt', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map(toChatMessage);
}

/** A message as the wire tells it. */
export const toChatMessage = (row: MessageRecord): chat.ChatMessage => ({
  messageId: row.id,
  at: row.at.toISOString(),
  programmeMs: row.programmeMs,
  author: { accountId: row.authorId, displayName: row.authorName, isCrew: row.isCrew },
  text: row.text,
});
