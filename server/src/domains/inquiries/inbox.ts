import { AppError, type InquiryId, type inquiries, type RouteResponse } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import {
  blockVisitor,
  countUnread,
  findInquiry,
  setAnswer,
  setDeleted,
  setJudged,
  setRead,
  setReported,
} from './inquiries.store.ts';
import type { InquiriesDeps } from './inquiries-deps.ts';
import { readInquiryPath } from './inquiry-link.ts';

const PAGE = 50;

/** Her inbox, newest first. */
export async function listInbox(
  { db, push, ...deps }: InquiriesDeps,
  { accountId }: Member,
  before: InquiryId | undefined,
): Promise<RouteResponse<typeof inquiries.listInquiries>> {
  const rows = await deps.listInbox(db, accountId, { before, limit: PAGE + 1 });
  return {
    inquiries: rows.slice(0, PAGE),
    hasMore: rows.length > PAGE,
    unread: await countUnread(db, accountId),
    hasPush: push.isConfigured,
  };
}

/** She has seen this question and all older ones; again changes nothing. */
export async function markRead({ db, now }: InquiriesDeps, { accountId }: Member, upTo: InquiryId) {
  await setRead(db, accountId, { upTo, at: now() });
  return { unread: await countUnread(db, accountId) };
}

type Wanted = { inquiryId: InquiryId };

/**
 * Answers, or corrects the answer.
 * @throws AppError `inquiries.not_found` | `catalog.claim_unproven` with the sentences marked, having kept what was there
 */
export async function answerInquiry(
  deps: InquiriesDeps,
  { accountId }: Member,
  { answer, inquiryId }: Wanted & { answer: string },
): Promise<inquiries.Inquiry> {
  const at = deps.now();
  const isHers = await deps.db.transaction().execute(async (tx) => {
    const shareId = await setAnswer(tx, { shopkeeperId: accountId, inquiryId, answer, at });
    if (shareId) await deps.checkAnswer(tx, { shareId, answer }, at);
    return shareId !== undefined;
  });
  return isHers ? getInbox(deps, inquiryId) : refuse(inquiryId);
}

/** Takes a question out of her inbox; again changes nothing. @throws AppError `inquiries.not_found` */
export async function deleteInquiry({ db, now }: InquiriesDeps, { accountId }: Member, { inquiryId }: Wanted) {
  if (!(await setDeleted(db, { shopkeeperId: accountId, inquiryId, at: now() }))) refuse(inquiryId);
}

/** Shows a question to the operators; again corrects the reason. @throws AppError `inquiries.not_found` */
export async function reportInquiry(
  deps: InquiriesDeps,
  { accountId }: Member,
  { inquiryId, reason }: Wanted & { reason: string },
): Promise<inquiries.Inquiry> {
  const isHers = await setReported(deps.db, { shopkeeperId: accountId, inquiryId, reason, at: deps.now() });
  return isHers ? getInbox(deps, inquiryId) : refuse(inquiryId);
}

/** Hears no more from who asked, and takes out all that she asked. @throws AppError `inquiries.not_found` */
export async function blockAsker({ db, now }: InquiriesDeps, { accountId }: Member, { inquiryId }: Wanted) {
  const inquiry = await findInquiry(db, inquiryId);
  if (inquiry?.shopkeeperId !== accountId) return refuse(inquiryId);
  return db.transaction().execute((tx) => blockVisitor(tx, { ...inquiry, at: now() }));
}

/** An operator's word on a reported question; again changes nothing. @throws AppError `inquiries.not_found` */
export async function judgeReported(
  { db, now }: InquiriesDeps,
  { decision, inquiryId }: Wanted & { decision: 'keep' | 'ban' },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const inquiry = await setJudged(tx, inquiryId, now());
    if (!inquiry) refuse(inquiryId);
    if (decision === 'ban') await blockVisitor(tx, { ...inquiry, at: now() });
  });
}

/** The question behind a signed path, with who is asked; undefined for a path that we did not sign. */
export async function findSignedInquiry(deps: InquiriesDeps, id: string, signature: string) {
  const inquiryId = readInquiryPath(deps.inquiryKey, id, signature);
  return inquiryId && findInquiry(deps.db, inquiryId);
}

const getInbox = async ({ db, findInbox }: InquiriesDeps, inquiryId: InquiryId): Promise<inquiries.Inquiry> =>
  (await findInbox(db, inquiryId)) ?? refuse(inquiryId);

function refuse(inquiryId: InquiryId): never {
  throw new AppError('inquiries.not_found', `no question ${inquiryId} of hers`);
}
