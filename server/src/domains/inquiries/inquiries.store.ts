import type { AccountId, InquiryId, ShareId } from '@shoal/contract';
import { type Selectable, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { InquiriesTable } from './inquiries.table.ts';

export type InquiryRecord = Selectable<InquiriesTable>;
export type AskedInquiry = {
  id: InquiryId;
  shareId: ShareId;
  shopkeeperId: AccountId;
  visitorId: Buffer;
  askerName: string;
  text: string;
  askedAt: Date;
  idempotencyKey: string;
};

const MAX_OWN = 20;

/** Holds the visitor to the end of the transaction, so that her waiting questions are counted by one at a time. */
export const lockVisitor = (tx: Db, visitorId: Buffer) =>
  sql`select pg_advisory_xact_lock(hashtext(${`inquiries:${visitorId.toString('hex')}`}))`.execute(tx);

export const findByKey = (db: Db, visitorId: Buffer, idempotencyKey: string): Promise<InquiryRecord | undefined> =>
  db
    .selectFrom('inquiries')
    .selectAll()
    .where('visitorId', '=', visitorId)
    .where('idempotencyKey', '=', idempotencyKey)
    .executeTakeFirst();

/** Keeps a question; of somebody whom she blocked, out of her inbox from the start, and marked as of the block. */
export const insertInquiry = (tx: Db, inquiry: AskedInquiry): Promise<InquiryRecord> =>
  tx
    .insertInto('inquiries')
    .values((eb) => ({
      ...inquiry,
      deletedAt: eb
        .selectFrom('blockedVisitors')
        .select('at')
        .where('shopkeeperId', '=', inquiry.shopkeeperId)
        .where('visitorId', '=', inquiry.visitorId),
    }))
    .returningAll()
    .executeTakeFirstOrThrow();

type OfVisitor = { shopkeeperId: AccountId; visitorId: Buffer };

/** Questions of this visitor to her since then that have no answer, also those she took out. */
export async function countWaiting(db: Db, { shopkeeperId, visitorId }: OfVisitor, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('inquiries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('visitorId', '=', visitorId)
    .where('shopkeeperId', '=', shopkeeperId)
    .where('answer', 'is', null)
    .where('askedAt', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

/** What this visitor asked her, newest first; also what she took out, which its asker is not told. */
export const listOfVisitor = (db: Db, { shopkeeperId, visitorId }: OfVisitor): Promise<InquiryRecord[]> =>
  db
    .selectFrom('inquiries')
    .selectAll()
    .where('visitorId', '=', visitorId)
    .where('shopkeeperId', '=', shopkeeperId)
    .orderBy('id', 'desc')
    .limit(MAX_OWN)
    .execute();

export const findInquiry = (db: Db, id: InquiryId): Promise<InquiryRecord | undefined> =>
  db.selectFrom('inquiries').selectAll().where('id', '=', id).executeTakeFirst();

export async function countUnread(db: Db, shopkeeperId: AccountId): Promise<number> {
  const { count } = await db
    .selectFrom('inquiries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('shopkeeperId', '=', shopkeeperId)
    .where('readAt', 'is', null)
    .where('deletedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** She has seen these and all older ones. */
export const setRead = async (db: Db, shopkeeperId: AccountId, { at, upTo }: { upTo: InquiryId; at: Date }) => {
  await db
    .updateTable('inquiries')
    .set({ readAt: at })
    .where('shopkeeperId', '=', shopkeeperId)
    .where('id', '<=', upTo)
    .where('readAt', 'is', null)
    .execute();
};

type Own = { shopkeeperId: AccountId; inquiryId: InquiryId };

/** What she has not taken out; another's is none. */
const updateOwn = (db: Db, { inquiryId, shopkeeperId }: Own) =>
  db
    .updateTable('inquiries')
    .where('id', '=', inquiryId)
    .where('shopkeeperId', '=', shopkeeperId)
    .where('deletedAt', 'is', null);

/** Keeps when it was answered first; the words may be corrected. @returns by which link it was asked; undefined: not hers */
export async function setAnswer(
  db: Db,
  { answer, at, ...own }: Own & { answer: string; at: Date },
): Promise<ShareId | undefined> {
  const answered = await updateOwn(db, own)
    .set((eb) => ({
      answer,
      answeredAt: eb.fn.coalesce('answeredAt', eb.val(at)),
      readAt: eb.fn.coalesce('readAt', eb.val(at)),
    }))
    .returning('shareId')
    .executeTakeFirst();
  return answered?.shareId;
}

/** @returns whether there is such a question of hers */
export async function setReported(
  db: Db,
  { at, reason, ...own }: Own & { reason: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await updateOwn(db, own)
    .set((eb) => ({ reportedAt: eb.fn.coalesce('reportedAt', eb.val(at)), reportReason: reason }))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes it out of her inbox; again changes nothing. @returns false when it is none of hers */
export async function setDeleted(db: Db, { at, inquiryId, shopkeeperId }: Own & { at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inquiries')
    .set((eb) => ({ deletedAt: eb.fn.coalesce('deletedAt', eb.val(at)) }))
    .where('id', '=', inquiryId)
    .where('shopkeeperId', '=', shopkeeperId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Hears no more from the visitor, and takes out what she asked. @returns how many were in the inbox */
export async function blockVisitor(tx: Db, { at, shopkeeperId, visitorId }: OfVisitor & { at: Date }): Promise<number> {
  await tx
    .insertInto('blockedVisitors')
    .values({ shopkeeperId, visitorId, at })
    .onConflict((conflict) => conflict.columns(['shopkeeperId', 'visitorId']).doNothing())
    .execute();
  const { numUpdatedRows } = await tx
    .updateTable('inquiries')
    .set({ deletedAt: at })
    .where('shopkeeperId', '=', shopkeeperId)
    .where('visitorId', '=', visitorId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** An operator has judged a report; again changes nothing. @returns the question, when it was reported */
export const setJudged = (db: Db, id: InquiryId, at: Date): Promise<InquiryRecord | undefined> =>
  db
    .updateTable('inquiries')
    .set((eb) => ({ judgedAt: eb.fn.coalesce('judgedAt', eb.val(at)) }))
    .where('id', '=', id)
    .where('reportedAt', 'is not', null)
    .returningAll()
    .executeTakeFirst();
