import type { Db } from '../../platform/database.ts';
import { deleteOldVisitors, deleteOldVisits } from './visits.store.ts';

/** How long a raw hit is kept, this included. */
const KEPT_MS = 90 * 86_400_000;
const PAGE = 5_000;

/**
 * Deletes raw hits after 90 days, but those that an attribution rests on, and who counted for a link but not in the last 90
 * days. How many they were and how often they came stays. Safe to repeat.
 */
export async function forgetVisits({ db, now }: { db: Db; now: () => Date }): Promise<void> {
  const before = new Date(now().getTime() - KEPT_MS);
  for (const deletePage of [deleteOldVisits, deleteOldVisitors]) {
    while ((await deletePage(db, before, PAGE)) === PAGE) {
      // A long backlog goes in several statements, each short.
    }
  }
}
