import type { AccountId, accounts, GroupId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { GroupRecord } from './accounts.table.ts';

const selectGroups = (db: Db, shopkeeperId: AccountId) =>
  db
    .selectFrom('shopkeeperGroups')
    .select(['id as groupId', 'name', 'members'])
    .where('shopkeeperId', '=', shopkeeperId)
    .where('archivedAt', 'is', null);

/** Her groups, in the order she made them. */
export const listGroups = (db: Db, shopkeeperId: AccountId): Promise<accounts.Group[]> =>
  selectGroups(db, shopkeeperId).orderBy('createdAt').orderBy('id').execute();

/** One of her groups that is not put away. */
export const findGroup = (db: Db, shopkeeperId: AccountId, groupId: GroupId): Promise<accounts.Group | undefined> =>
  selectGroups(db, shopkeeperId).where('id', '=', groupId).executeTakeFirst();

/** Makes a group; one of hers that has the name gets the new number of members. */
export const upsertGroup = (db: Db, group: GroupRecord): Promise<accounts.Group> =>
  db
    .insertInto('shopkeeperGroups')
    .values(group)
    .onConflict((conflict) =>
      conflict
        .columns(['shopkeeperId', 'name'])
        .where('archivedAt', 'is', null)
        .doUpdateSet({ members: group.members }),
    )
    .returning(['id as groupId', 'name', 'members'])
    .executeTakeFirstOrThrow();

/** @returns undefined when it is none of hers, or put away. */
export const updateGroup = (
  db: Db,
  { groupId, members, name, shopkeeperId }: accounts.Group & { shopkeeperId: AccountId },
): Promise<accounts.Group | undefined> =>
  db
    .updateTable('shopkeeperGroups')
    .set({ name, members })
    .where('id', '=', groupId)
    .where('shopkeeperId', '=', shopkeeperId)
    .where('archivedAt', 'is', null)
    .returning(['id as groupId', 'name', 'members'])
    .executeTakeFirst();

/** Puts a group away; again changes nothing. @returns false when it is none of hers. */
export async function markArchived(db: Db, shopkeeperId: AccountId, { at, groupId }: { groupId: GroupId; at: Date }) {
  const { numUpdatedRows } = await db
    .updateTable('shopkeeperGroups')
    .set((eb) => ({ archivedAt: eb.fn.coalesce('archivedAt', eb.val(at)) }))
    .where('id', '=', groupId)
    .where('shopkeeperId', '=', shopkeeperId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes a group out again; again changes nothing. @returns undefined when it is none of hers. */
export const markRestored = (db: Db, shopkeeperId: AccountId, groupId: GroupId): Promise<accounts.Group | undefined> =>
  db
    .updateTable('shopkeeperGroups')
    .set({ archivedAt: null })
    .where('id', '=', groupId)
    .where('shopkeeperId', '=', shopkeeperId)
    .returning(['id as groupId', 'name', 'members'])
    .executeTakeFirst();

/** Holds the account to the end of the transaction, so that her groups are counted by one at a time. */
export async function lockAccount(tx: Db, accountId: AccountId): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute();
}
