import type { Db } from '../../platform/database.ts';

/** Undefined until somebody has chosen. */
export const findAdMark = async (db: Db): Promise<boolean | undefined> =>
  (await db.selectFrom('adMark').select('isShown').executeTakeFirst())?.isShown;

export async function upsertAdMark(db: Db, isShown: boolean): Promise<void> {
  await db
    .insertInto('adMark')
    .values({ isShown })
    .onConflict((conflict) => conflict.column('isSingle').doUpdateSet({ isShown }))
    .execute();
}
