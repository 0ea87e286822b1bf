import type { AccountId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { deleteGuest, insertGuests, isGuest } from './guests.store.ts';
import { deleteModerator } from './moderators.store.ts';

type Ban = { showId: ShowId; accountId: AccountId; bannedAt: Date; bannedBy: AccountId };

/** Bans a guest, who is no guest then. @returns false when she is neither guest nor banned. */
export async function insertBan(tx: Db, ban: Ban): Promise<boolean> {
  const { accountId, showId } = ban;
  if (!(await isGuest(tx, showId, accountId))) return isBanned(tx, showId, accountId);
  await tx
    .insertInto('showBans')
    .values(ban)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await deleteModerator(tx, showId, accountId);
  await deleteGuest(tx, showId, accountId);
  return true;
}

/** Lifts a ban; she is invited again. @returns false when she was neither guest nor banned. */
export async function liftBan(
  tx: Db,
  { accountId, at, showId }: { showId: ShowId; accountId: AccountId; at: Date },
): Promise<boolean> {
  const lifted = await tx
    .deleteFrom('showBans')
    .where('showId', '=', showId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if (lifted.numDeletedRows === 0n) return isGuest(tx, showId, accountId);
  await insertGuests(tx, showId, { accountIds: [accountId], invitedAt: at });
  return true;
}

const isBanned = async (db: Db, showId: ShowId, accountId: AccountId): Promise<boolean> =>
  (await db
    .selectFrom('showBans')
    .select('accountId')
    .where('showId', '=', showId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()) !== undefined;
