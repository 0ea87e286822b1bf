import type { Db } from '../../platform/database.ts';
import { deleteExpiredSessions } from './sessions.store.ts';

/** Forgets sessions that ran out; their tokens were refused already. */
export async function forgetExpired({ db, now }: { db: Db; now: () => Date }): Promise<void> {
  await deleteExpiredSessions(db, now());
}
