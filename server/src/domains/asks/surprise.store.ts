import type { asks, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';

export type ArmedCheckIns = asks.SurpriseCheckIns & { nextAt: Date };

export const findArmed = (db: Db, showId: ShowId): Promise<ArmedCheckIns | undefined> =>
  db
    .selectFrom('surpriseCheckIns')
    .select(['everyMinutes', 'openSeconds', 'nextAt'])
    .where('showId', '=', showId)
    .executeTakeFirst();

export async function upsertArmed(tx: Db, showId: ShowId, armed: ArmedCheckIns): Promise<void> {
  await tx
    .insertInto('surpriseCheckIns')
    .values({ ...armed, showId })
    .onConflict((conflict) => conflict.column('showId').doUpdateSet(armed))
    .execute();
}

export async function deleteArmed(tx: Db, showId: ShowId): Promise<void> {
  await tx.deleteFrom('surpriseCheckIns').where('showId', '=', showId).execute();
}
