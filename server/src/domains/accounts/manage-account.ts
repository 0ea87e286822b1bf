import { type AccountId, AppError, type accounts, type BrandId, type Role } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { AccessLost } from './access-lost.ts';
import { findAccount, lockOperators, type ShownAccount, setBrands, updateAccount } from './accounts.store.ts';
import { addAccount } from './add-account.ts';
import { type IssueLinkDeps, issuePasswordLink, type OneTimeLink } from './issue-password-link.ts';
import { toStoredPhone } from './phone.ts';
import { deleteSessions } from './sessions.store.ts';
import { toAccountRow } from './to-me.ts';

export type ManageAccountDeps = IssueLinkDeps & {
  newAccountId: () => AccountId;
  onAccessLost: (lost: AccessLost) => void;
  /** Throws `catalog.not_found` when one of them does not exist. */
  checkBrands: (db: Db, brandIds: readonly BrandId[]) => Promise<void>;
};

export type CreateAccountInput = {
  accountName: string;
  displayName: string;
  phone: string | null;
  role: Role;
  brandIds: BrandId[];
};

/**
 * Makes an account without a password, and the link to set one.
 * @throws AppError `accounts.name_taken` | `accounts.phone_taken` | `catalog.not_found`
 */
export async function createAccount(
  deps: ManageAccountDeps,
  input: CreateAccountInput,
): Promise<{ account: accounts.AccountRow; passwordLink: OneTimeLink }> {
  const { accountName, brandIds, displayName, role } = input;
  const id = deps.newAccountId();
  const phone = input.phone === null ? null : (toStoredPhone(input.phone) ?? null);
  return deps.db.transaction().execute(async (tx) => {
    await deps.checkBrands(tx, brandIds);
    await addAccount(tx, { id, accountName, displayName, phone, role, createdAt: deps.now() });
    await setBrands(tx, id, brandIds);
    const passwordLink = await issuePasswordLink(deps, tx, id);
    return { account: toAccountRow(await getAccount(tx, id)), passwordLink };
  });
}

export type UpdateAccountInput = {
  accountId: AccountId;
  role?: Role | undefined;
  brandIds?: BrandId[] | undefined;
  isRemoved?: boolean | undefined;
};

/**
 * Changes role or brands, removes or restores. A new role or a removal ends every session; new brands close the sockets,
 * which come back with the new rights.
 * @throws AppError `accounts.not_found` | `accounts.last_operator` | `catalog.not_found`
 */
export async function updateAccountRights(
  deps: ManageAccountDeps,
  input: UpdateAccountInput,
): Promise<accounts.AccountRow> {
  const { accountId, brandIds } = input;
  const done = await deps.db.transaction().execute(async (tx) => {
    const operators = await lockOperators(tx);
    const before = await getAccount(tx, accountId);
    const lost = chooseLoss(before, input);
    const isLast = operators.length === 1 && operators[0] === accountId;
    if (isLast && (lost === 'removed' || lost === 'role_changed')) {
      throw new AppError('accounts.last_operator', 'somebody has to be the operator');
    }
    if (brandIds) await deps.checkBrands(tx, brandIds);
    if (brandIds) await setBrands(tx, accountId, brandIds);
    await updateAccount(tx, accountId, toChanges(input, deps.now()));
    if (lost === 'removed' || lost === 'role_changed') await deleteSessions(tx, accountId);
    return { lost, account: await getAccount(tx, accountId) };
  });
  if (done.lost) deps.onAccessLost({ accountId, reason: done.lost === 'brands' ? 'role_changed' : done.lost });
  return toAccountRow(done.account);
}

/** What of an account's rights goes away; undefined when nothing does. */
function chooseLoss(
  before: ShownAccount,
  after: UpdateAccountInput,
): 'removed' | 'role_changed' | 'brands' | undefined {
  if (after.isRemoved && !before.removedAt) return 'removed';
  if (after.role && after.role !== before.role) return 'role_changed';
  const isSame = after.brandIds?.toSorted().join() === before.brandIds.toSorted().join();
  return after.brandIds && !isSame ? 'brands' : undefined;
}

const toChanges = ({ isRemoved, role }: UpdateAccountInput, now: Date) => ({
  ...(role && { role }),
  ...(isRemoved !== undefined && { removedAt: isRemoved ? now : null }),
});

async function getAccount(db: Db, accountId: AccountId): Promise<ShownAccount> {
  const account = await findAccount(db, accountId);
  if (!account) throw new AppError('accounts.not_found', `no account ${accountId}`);
  return account;
}
