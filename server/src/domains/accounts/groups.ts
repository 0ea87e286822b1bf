import { type AccountId, AppError, type accounts, type GroupId, MAX_GROUPS_PER_SHOPKEEPER } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { findTakenField } from './accounts.store.ts';
import {
  findGroup,
  listGroups,
  lockAccount,
  markArchived,
  markRestored,
  updateGroup,
  upsertGroup,
} from './groups.store.ts';

export type GroupsDeps = { db: Db; now: () => Date; newGroupId: () => GroupId };
type Named = { name: string; members: number };

/** Her groups and how many people she says are in them all. */
export async function listOwnGroups({ db }: Pick<GroupsDeps, 'db'>, { accountId }: Member) {
  const groups = await listGroups(db, accountId);
  return { groups, reach: groups.reduce((sum, { members }) => sum + members, 0) };
}

/** Names a group; naming it again corrects its members. @throws AppError `groups.too_many` */
export async function addGroup(deps: GroupsDeps, { accountId }: Member, named: Named): Promise<accounts.Group> {
  return deps.db.transaction().execute(async (tx) => {
    await lockAccount(tx, accountId);
    const known = await listGroups(tx, accountId);
    if (!known.some(({ name }) => name === named.name)) checkRoom(known);
    const row = { ...named, id: deps.newGroupId(), shopkeeperId: accountId, createdAt: deps.now(), archivedAt: null };
    return upsertGroup(tx, row);
  });
}

/** @throws AppError `groups.not_found` | `groups.name_taken` */
export async function changeGroup(
  { db }: GroupsDeps,
  { accountId }: Member,
  group: Named & { groupId: GroupId },
): Promise<accounts.Group> {
  const changed = await namingTaken(updateGroup(db, { ...group, shopkeeperId: accountId }));
  return changed ?? refuse(group.groupId);
}

/** Puts a group away; its links go on working. @throws AppError `groups.not_found` */
export async function archiveGroup(deps: GroupsDeps, { accountId }: Member, groupId: GroupId): Promise<void> {
  if (!(await markArchived(deps.db, accountId, { groupId, at: deps.now() }))) refuse(groupId);
}

/** Takes a group out again that was put away. @throws AppError `groups.not_found` | `groups.name_taken` | `groups.too_many` */
export async function restoreGroup(deps: GroupsDeps, { accountId }: Member, groupId: GroupId): Promise<accounts.Group> {
  return deps.db.transaction().execute(async (tx) => {
    await lockAccount(tx, accountId);
    const others = (await listGroups(tx, accountId)).filter((group) => group.groupId !== groupId);
    const restored = await namingTaken(markRestored(tx, accountId, groupId));
    if (restored) checkRoom(others);
    return restored ?? refuse(groupId);
  });
}

/** One of her groups, for a link of hers. @throws AppError `groups.not_found` for another's too */
export async function checkGroup(db: Db, shopkeeperId: AccountId, groupId: GroupId): Promise<void> {
  if (!(await findGroup(db, shopkeeperId, groupId))) refuse(groupId);
}

function checkRoom(known: readonly accounts.Group[]): void {
  if (known.length >= MAX_GROUPS_PER_SHOPKEEPER)
    throw new AppError('groups.too_many', `${known.length} groups are named already`);
}

async function namingTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (cause) {
    if (findTakenField(cause) !== 'groupName') throw cause;
    throw new AppError('groups.name_taken', 'another group of hers has this name', { cause });
  }
}

function refuse(groupId: GroupId): never {
  throw new AppError('groups.not_found', `no group ${groupId} of hers`);
}
