import { type AccountId, AppError, type accounts, type SessionId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findAccount, type ShownAccount } from './accounts.store.ts';

/** What others may see of a person. */
export const toPerson = ({ displayName, facePictureId, id, tagline }: ShownAccount): accounts.Person => ({
  accountId: id,
  displayName,
  tagline,
  facePictureId,
});

/** An account in the operator's list. */
export const toAccountRow = (account: ShownAccount): accounts.AccountRow => ({
  ...toPerson(account),
  accountName: account.accountName,
  phone: account.phone,
  role: account.role,
  brandIds: account.brandIds,
  createdAt: account.createdAt.toISOString(),
  lastSeenAt: account.lastSeenAt?.toISOString() ?? null,
  removedAt: account.removedAt?.toISOString() ?? null,
  hasPassword: account.hasPassword,
});

/** The signed-in account, to itself. */
export async function getMe(
  db: Db,
  { accountId, sessionId }: { accountId: AccountId; sessionId: SessionId },
): Promise<accounts.Me> {
  const account = await findAccount(db, accountId);
  if (!account) throw new AppError('accounts.signed_out', 'the account is gone');
  const { accountName, brandIds, locale, phone, role } = account;
  return { ...toPerson(account), accountName, brandIds, locale, phone, role, sessionId };
}
