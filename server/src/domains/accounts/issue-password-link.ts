import { type AccountId, AppError } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findAccount } from './accounts.store.ts';
import { insertPasswordLink, spendLinksOf } from './password-links.store.ts';
import { hashToken } from './sessions.store.ts';

export type IssueLinkDeps = { db: Db; now: () => Date; newToken: () => string; publicUrl: string };
/** The token in the URL is stored as a hash only, so this is the one time that it is seen. */
export type OneTimeLink = { url: string; expiresAt: string };

const LIFE_MS = 7 * 24 * 3_600_000;

/** Makes a link with which an account sets its password once; earlier links of the account end. */
export async function issuePasswordLink(deps: IssueLinkDeps, db: Db, accountId: AccountId): Promise<OneTimeLink> {
  await spendLinksOf(db, accountId, deps.now());
  return insertLink(deps, db, { purpose: 'set_password', accountId });
}

/** Makes a link that creates the first operator; it dies as soon as there is one. */
export async function issueSetupLink(deps: IssueLinkDeps): Promise<OneTimeLink> {
  return insertLink(deps, deps.db, { purpose: 'create_operator', accountId: null });
}

/**
 * Lets an operator hand somebody a way back in. The old password keeps working until the link is used.
 * @throws AppError `accounts.not_found`
 */
export async function resetPassword(deps: IssueLinkDeps, accountId: AccountId): Promise<OneTimeLink> {
  return deps.db.transaction().execute(async (tx) => {
    const account = await findAccount(tx, accountId);
    if (!account || account.removedAt) throw new AppError('accounts.not_found', `no account ${accountId}`);
    return issuePasswordLink(deps, tx, accountId);
  });
}

async function insertLink(
  { newToken, now, publicUrl }: IssueLinkDeps,
  db: Db,
  target: { purpose: 'set_password'; accountId: AccountId } | { purpose: 'create_operator'; accountId: null },
): Promise<OneTimeLink> {
  const [token, createdAt] = [newToken(), now()];
  const expiresAt = new Date(createdAt.getTime() + LIFE_MS);
  await insertPasswordLink(db, { ...target, tokenHash: hashToken(token), createdAt, expiresAt });
  return { url: `${publicUrl}/password/${token}`, expiresAt: expiresAt.toISOString() };
}
