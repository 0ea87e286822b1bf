import type { AccountId, chat, MessageId, ShowId } from '@shoal/contract';
import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { ChatTables } from './chat.table.ts';

export type MessageRecord = Selectable<ChatTables['chatMessages']>;
export type NewMessage = Insertable<ChatTables['chatMessages']>;
type MessageKey = { showId: ShowId; messageId: MessageId };
type Decided = { accountId: AccountId; at: Date };

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

/** A message that stands in a show's room. */
export const findStanding = (db: Db, { messageId, showId }: MessageKey): Promise<MessageRecord | undefined> =>
  selectStanding(db, showId).where('id', '=', messageId).executeTakeFirst();

const selectStanding = (db: Db, showId: ShowId) =>
  db
    .selectFrom('chatMessages')
    .selectAll()
    .where('showId', '=', showId)
    .where('deletedAt', 'is', null)
    .where('review', 'in', ['free', 'passed']);

/** Takes a message out, once. @returns false when there is none to take out. */
export async function markDeleted(
  db: Db,
  { messageId, showId }: MessageKey,
  { accountId, at }: Decided,
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

/** Puts back what was taken out since then, by anybody or by one person. @returns it, when this call put it back. */
export const unmarkDeleted = (
  db: Db,
  { messageId, showId }: MessageKey,
  { by, since }: { since: Date; by: AccountId | undefined },
): Promise<MessageRecord | undefined> =>
  db
    .updateTable('chatMessages')
    .set({ deletedAt: null, deletedBy: null })
    .where('id', '=', messageId)
    .where('showId', '=', showId)
    .where('deletedAt', '>=', since)
    .$if(by !== undefined, (query) => query.where('deletedBy', '=', by as AccountId))
    .returningAll()
    .executeTakeFirst();

/** Takes out all that somebody said in a show. @returns how many stood until now. */
export async function markAllDeleted(
  db: Db,
  { authorId, showId }: { showId: ShowId; authorId: AccountId },
  { accountId, at }: Decided,
): Promise<number> {
  const deleted = await db
    .updateTable('chatMessages')
    .set({ deletedAt: at, deletedBy: accountId })
    .where('showId', '=', showId)
    .where('authorId', '=', authorId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return Number(deleted.numUpdatedRows);
}

/** Lifts a standing message out or puts it back. @returns it, when there is one. */
export const setHighlighted = (
  db: Db,
  { messageId, showId }: MessageKey,
  isHighlighted: boolean,
): Promise<MessageRecord | undefined> =>
  db
    .updateTable('chatMessages')
    .set({ isHighlighted })
    .where('id', '=', messageId)
    .where('showId', '=', showId)
    .where('deletedAt', 'is', null)
    .where('review', 'in', ['free', 'passed'])
    .returningAll()
    .executeTakeFirst();

/** Decides about a held message, once. @returns it, when this call decided. */
export const decideHeld = (
  db: Db,
  { messageId, showId }: MessageKey,
  { accountId, at, review }: Decided & { review: 'passed' | 'refused' },
): Promise<MessageRecord | undefined> =>
  db
    .updateTable('chatMessages')
    .set({ review, reviewedAt: at, reviewedBy: accountId })
    .where('id', '=', messageId)
    .where('showId', '=', showId)
    .where('review', '=', 'held')
    .where('deletedAt', 'is', null)
    .returningAll()
    .executeTakeFirst();

/** Who waits for review, longest first. */
export async function listHeld(db: Db, showId: ShowId): Promise<chat.ChatMessage[]> {
  const rows = await db
    .selectFrom('chatMessages')
    .selectAll()
    .where('showId', '=', showId)
    .where('review', '=', 'held')
    .where('deletedAt', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map(toChatMessage);
}

/** The newest messages that stand, oldest first. */
export async function listNewestMessages(db: Db, showId: ShowId, limit: number): Promise<chat.ChatMessage[]> {
  const rows = await selectStanding(db, showId).orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.reverse().map(toChatMessage);
}

/** A message as the wire tells it. */
export const toChatMessage = (row: MessageRecord): chat.ChatMessage => ({
  messageId: row.id,
  at: row.at.toISOString(),
  programmeMs: row.programmeMs,
  author: {
    accountId: row.authorId,
    displayName: row.authorName,
    isCrew: row.isCrew,
    isModerator: row.isModerator,
  },
  text: row.text,
  isHighlighted: row.isHighlighted,
});
