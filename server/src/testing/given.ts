import type { AccountId, BrandId, Role, SessionId } from '@shoal/contract';
import { insertAccount, setBrands } from '../domains/accounts/accounts.store.ts';
import { openSession } from '../domains/accounts/open-session.ts';
import type { Member } from '../platform/caller.ts';
import type { Db } from '../platform/database.ts';
import { newId, newToken } from '../platform/new-id.ts';

export type GivenAccount = {
  displayName?: string;
  accountName?: string;
  brandIds?: BrandId[];
  phone?: string;
  passwordHash?: string;
};

/** An account in the database, as if it had always been there. */
export async function givenAccount(
  db: Db,
  role: Role,
  details: GivenAccount = {},
): Promise<{ accountId: AccountId; displayName: string; accountName: string }> {
  const id = newId<AccountId>();
  const accountName = details.accountName ?? `${role}-${id.slice(-8)}`;
  const displayName = details.displayName ?? `A ${role}`;
  const { brandIds = [], passwordHash = null, phone = null } = details;
  await insertAccount(db, { id, role, accountName, displayName, phone, passwordHash, createdAt: new Date() });
  await setBrands(db, id, brandIds);
  return { accountId: id, accountName, displayName };
}

/** A session of that account, opened without a password. */
export async function givenSession(
  db: Db,
  now: () => Date,
  account: { accountId: AccountId; role: Role; displayName: string },
): Promise<{ member: Member; token: string }> {
  const session = await openSession({ now, newToken, newSessionId: newId<SessionId> }, db, {
    ...account,
    userAgent: 'test',
  });
  return { token: session.token, member: { ...account, sessionId: session.sessionId } };
}
