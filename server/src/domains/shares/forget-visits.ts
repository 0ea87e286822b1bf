import type { Db } from '../../platform/database.ts';
import { deleteOldVisits } from './visits.store.ts';

/** How long a raw hit is kept, this included. */
const KEPT_MS = 90 * 86_400_000;
const PAGE = 5_000;

/** Deletes raw hits after 90 days, but those that an attribution rests on; what they counted stays. Safe to repeat. */
export async function forgetVisits({ db, now }: { db: Db; now: () => Date }): Promise<void> {
  const before = new Date(now().getTime() - KEPT_MS);
  while ((await deleteOldVisits(db, before, PAGE)) === PAGE) {
    // A long backlog goes in several statements, each short.
  }
}
