import type { AccountId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';

const KEPT_MS = 7 * 86_400_000;
const TOUCH_AFTER_MS = 600_000;

/** Notes from where an account is used; within ten minutes once. */
export async function notePlace(
  db: Db,
  { accountId, at, place }: { accountId: AccountId; place: Buffer; at: Date },
): Promise<void> {
  await db
    .insertInto('accountPlaces')
    .values({ accountId, place, seenAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['accountId', 'place'])
        .doUpdateSet({ seenAt: at })
        .where('accountPlaces.seenAt', '<', new Date(at.getTime() - TOUCH_AFTER_MS)),
    )
    .execute();
}

/** Forgets places that nobody was seen at for seven days. */
export async function forgetPlaces(db: Db, now: Date): Promise<void> {
  await sql`delete from account_places where seen_at < ${new Date(now.getTime() - KEPT_MS)}`.execute(db);
}
