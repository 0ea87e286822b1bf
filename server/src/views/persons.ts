import type { AccountId, accounts, Role } from '@shoal/contract';
import type { Db } from '../platform/database.ts';

/** What others may see of these people. */
export async function listPersons(
  db: Db,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, accounts.Person & { accountName: string }>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'displayName', 'tagline', 'facePictureId', 'accountName'])
    .where('id', 'in', [...new Set(accountIds)])
    .execute();
  return new Map(rows.map(({ id, ...person }) => [id, { accountId: id, ...person }]));
}

/** Those of the accounts that are there and in the role. */
export async function findInRole(db: Db, role: Role, accountIds: readonly AccountId[]): Promise<AccountId[]> {
  if (accountIds.length === 0) return [];
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', [...accountIds])
    .where('role', '=', role)
    .where('removedAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}
