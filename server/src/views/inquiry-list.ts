import type { AccountId, InquiryId, inquiries, ShareCode, ShareId } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

const MAX_REPORTED = 100;

const selectInquiries = (db: Db) =>
  db
    .selectFrom('inquiries')
    .innerJoin('shares', 'shares.id', 'inquiries.shareId')
    .innerJoin('materials', 'materials.id', 'shares.materialId')
    .select(['inquiries.id as inquiryId', 'askerName', 'inquiries.text', 'askedAt', 'readAt', 'answer', 'answeredAt'])
    .select(['reportedAt', 'shares.code', 'materials.title'])
    .where('deletedAt', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof selectInquiries>['executeTakeFirstOrThrow']>>;

const toInquiry = ({ answeredAt, askedAt, readAt, reportedAt, ...row }: Row): inquiries.Inquiry => ({
  ...row,
  askedAt: askedAt.toISOString(),
  isRead: readAt !== null,
  answeredAt: answeredAt?.toISOString() ?? null,
  isReported: reportedAt !== null,
});

/** What a shopkeeper was asked and has not taken out, newest first. */
export async function listInbox(
  db: Db,
  shopkeeperId: AccountId,
  { before, limit }: { before?: InquiryId | undefined; limit: number },
): Promise<inquiries.Inquiry[]> {
  const query = selectInquiries(db).where('inquiries.shopkeeperId', '=', shopkeeperId);
  const rows = await (before ? query.where('inquiries.id', '<', before) : query)
    .orderBy('inquiries.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toInquiry);
}

/** One question as the inbox shows it; undefined once it was taken out. */
export async function findInboxInquiry(db: Db, inquiryId: InquiryId): Promise<inquiries.Inquiry | undefined> {
  const row = await selectInquiries(db).where('inquiries.id', '=', inquiryId).executeTakeFirst();
  return row && toInquiry(row);
}

/** What shopkeepers reported and no operator has judged, oldest first; also what they took out since. */
export async function listReportedInquiries(db: Db): Promise<inquiries.ReportedInquiry[]> {
  const rows = await db
    .selectFrom('inquiries')
    .innerJoin('accounts', 'accounts.id', 'inquiries.shopkeeperId')
    .select(['inquiries.id as inquiryId', 'accounts.displayName as shopkeeperName', 'askerName', 'inquiries.text'])
    .select(['reportReason as reason', 'reportedAt'])
    .where('reportedAt', 'is not', null)
    .where('judgedAt', 'is', null)
    .orderBy('reportedAt')
    .limit(MAX_REPORTED)
    .execute();
  return rows.flatMap(({ reportedAt, ...row }) =>
    reportedAt ? [{ ...row, reportedAt: reportedAt.toISOString() }] : [],
  );
}

const selectAsked = (db: Db) =>
  db
    .selectFrom('shares')
    .innerJoin('accounts', 'accounts.id', 'shares.shopkeeperId')
    .select(['shares.id as shareId', 'shares.code', 'shares.shopkeeperId', 'accounts.displayName as shopkeeperName']);

/** Who is asked on the page of a link; undefined for a code nobody has, a rehearsal's, or one of somebody who is gone. */
export const findAskedLink = (db: Db, code: ShareCode) =>
  selectAsked(db)
    .where('shares.code', '=', code)
    .where('isRehearsal', '=', false)
    .where('accounts.removedAt', 'is', null)
    .executeTakeFirst();

/** The page on which a question was asked. */
export const findAskedPage = (db: Db, shareId: ShareId) =>
  selectAsked(db).where('shares.id', '=', shareId).executeTakeFirst();
