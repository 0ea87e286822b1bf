import type { Db } from '../../platform/database.ts';
import { forgetPlaces } from './places.store.ts';
import { deleteExpiredSessions } from './sessions.store.ts';

/** Forgets sessions that ran out, whose tokens were refused already, and places that are a week old. */
export async function forgetExpired({ db, now }: { db: Db; now: () => Date }): Promise<void> {
  await deleteExpiredSessions(db, now());
  await forgetPlaces(db, now());
}
