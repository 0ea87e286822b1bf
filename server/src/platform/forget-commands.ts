import type { Db } from './database.ts';

const KEPT_MS = 7 * 86_400_000;

/** Forgets answers that no client still waits for: a retry comes within a day. */
export async function forgetCommands({ db, now }: { db: Db; now: () => Date }): Promise<void> {
  await db
    .deleteFrom('commands')
    .where('createdAt', '<', new Date(now().getTime() - KEPT_MS))
    .execute();
}
