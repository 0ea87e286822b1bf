import { type AccountId, AppError, type accounts, type Role, type SessionId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { AccessLost } from './access-lost.ts';
import { findAccount, lockOperators, updateAccount } from './accounts.store.ts';
import { addAccount } from './add-account.ts';
import { type OpenedSession, type OpenSessionDeps, openSession } from './open-session.ts';
import { findOpenPasswordLink, spendLinksOf, spendPasswordLink } from './password-links.store.ts';
import type { Passwords } from './passwords.ts';
import { deleteSessions, hashToken } from './sessions.store.ts';
import { getMe } from './to-me.ts';

export type UseLinkDeps = OpenSessionDeps & {
  db: Db;
  passwords: Passwords;
  newAccountId: () => AccountId;
  onAccessLost: (lost: AccessLost) => void;
};
export type UseLinkInput = {
  token: string;
  password: string;
  accountName?: string | undefined;
  displayName?: string | undefined;
};

const spent = () => new AppError('accounts.link_spent', 'this link was used, replaced, or ran out');

/** What a one-time link is for. @throws AppError `accounts.link_spent` */
export async function describePasswordLink(deps: { db: Db; now: () => Date }, token: string) {
  const link = await findOpenPasswordLink(deps.db, hashToken(token), deps.now());
  if (!link) throw spent();
  return { purpose: link.purpose, accountName: link.accountName };
}

/**
 * Spends a link: sets the password, ends every session of the account, and signs in; or creates the first operator.
 * @throws AppError `accounts.link_spent` | `accounts.name_taken` | `request.invalid`
 */
export async function usePasswordLink(
  deps: UseLinkDeps,
  userAgent: string,
  input: UseLinkInput,
): Promise<{ me: accounts.Me; session: OpenedSession }> {
  const tokenHash = hashToken(input.token);
  const link = await findOpenPasswordLink(deps.db, tokenHash, deps.now());
  if (!link) throw spent();
  const passwordHash = await deps.passwords.hash(input.password);
  const done = await deps.db.transaction().execute(async (tx) => {
    if (!(await spendPasswordLink(tx, tokenHash, deps.now()))) throw spent();
    const { accountId, ended, role } = link.accountId
      ? await setPassword(deps, tx, link.accountId, passwordHash)
      : await createOperator(deps, tx, input, passwordHash);
    const session = await openSession(deps, tx, { accountId, role, userAgent });
    return { accountId, ended, session, me: await getMe(tx, { accountId, sessionId: session.sessionId }) };
  });
  if (done.ended.length > 0) {
    deps.onAccessLost({ accountId: done.accountId, sessionIds: done.ended, reason: 'signed_out' });
  }
  return done;
}

type Settled = { accountId: AccountId; role: Role; ended: SessionId[] };

async function setPassword(deps: UseLinkDeps, tx: Db, accountId: AccountId, passwordHash: string): Promise<Settled> {
  const account = await findAccount(tx, accountId);
  if (!account) throw spent();
  await updateAccount(tx, accountId, { passwordHash });
  await spendLinksOf(tx, accountId, deps.now());
  return { accountId, role: account.role, ended: await deleteSessions(tx, accountId) };
}

async function createOperator(deps: UseLinkDeps, tx: Db, input: UseLinkInput, passwordHash: string): Promise<Settled> {
  const { accountName, displayName } = input;
  if (!accountName || !displayName)
    throw new AppError('request.invalid', 'an operator needs accountName and displayName');
  if ((await lockOperators(tx)).length > 0) throw spent();
  const id = deps.newAccountId();
  await addAccount(tx, { id, accountName, displayName, passwordHash, role: 'operator', createdAt: deps.now() });
  return { accountId: id, role: 'operator', ended: [] };
}
