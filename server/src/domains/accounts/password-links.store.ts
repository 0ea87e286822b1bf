import type { Insertable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { AccountsTables } from './accounts.table.ts';

export async function insertPasswordLink(db: Db, link: Insertable<AccountsTables['passwordLinks']>): Promise<void> {
  await db.insertInto('passwordLinks').values(link).execute();
}

/** A link that can still be used at `now`; one that creates the operator is dead once there is one. */
export async function findOpenPasswordLink(db: Db, tokenHash: Buffer, now: Date) {
  return db
    .selectFrom('passwordLinks')
    .leftJoin('accounts', 'accounts.id', 'passwordLinks.accountId')
    .select(['purpose', 'accountId', 'accountName'])
    .where('tokenHash', '=', tokenHash)
    .where('spentAt', 'is', null)
    .where('expiresAt', '>', now)
    .where('removedAt', 'is', null)
    .where((eb) => eb.or([eb('purpose', '=', 'set_password'), eb.not(eb.exists(selectOperator(db)))]))
    .executeTakeFirst();
}

const selectOperator = (db: Db) =>
  db.selectFrom('accounts').select('id').where('role', '=', 'operator').where('removedAt', 'is', null);

/** Uses a link up. @returns false when somebody else did, or it is over. */
export async function spendPasswordLink(db: Db, tokenHash: Buffer, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passwordLinks')
    .set({ spentAt: now })
    .where('tokenHash', '=', tokenHash)
    .where('spentAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Makes the account's other links useless. */
export async function spendLinksOf(
  db: Db,
  accountId: AccountsTables['accountBrands']['accountId'],
  now: Date,
): Promise<void> {
  await db
    .updateTable('passwordLinks')
    .set({ spentAt: now })
    .where('accountId', '=', accountId)
    .where('spentAt', 'is', null)
    .execute();
}
