import type { Db } from '../../platform/database.ts';
import { findAdMark, upsertAdMark } from './ad-mark.store.ts';

export type AdMarkDeps = { db: Db };

/** Whether what consumers see says that it is advertising; it does until somebody switches it off. */
export async function getAdMark({ db }: AdMarkDeps): Promise<{ isShown: boolean }> {
  return { isShown: (await findAdMark(db)) ?? true };
}

/** Again with the same word changes nothing. */
export async function putAdMark({ db }: AdMarkDeps, { isShown }: { isShown: boolean }): Promise<{ isShown: boolean }> {
  await upsertAdMark(db, isShown);
  return { isShown };
}
