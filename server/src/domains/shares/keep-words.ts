import { AppError, type MaterialId, type RouteInput, type shares } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { upsertKeptWords } from './forwarding.store.ts';

export type KeepWordsDeps = {
  db: Db;
  now: () => Date;
  /** Throws `catalog.claim_unproven` with the sentences marked. */
  checkOwnWords: (db: Db, own: { materialId: MaterialId; words: string }, now: Date) => Promise<void>;
};

/**
 * Her tone and words for a material that she has a link to. Again is the same; another write replaces it.
 * @throws AppError `shares.not_found` | `catalog.claim_unproven`, having kept what was there before
 */
export async function keepWords(
  { checkOwnWords, db, now }: KeepWordsDeps,
  { accountId }: Member,
  { materialId, tone, words }: RouteInput<typeof shares.keepWords>,
): Promise<shares.KeptWords> {
  const written = words === '' ? null : words; // Without words nothing could be forwarded.
  return db.transaction().execute(async (tx) => {
    const row = { shopkeeperId: accountId, materialId, tone, words: written, keptAt: now() };
    const kept = await upsertKeptWords(tx, row);
    if (!kept) throw new AppError('shares.not_found', `she has no link to material ${materialId}`);
    if (written !== null) await checkOwnWords(tx, { materialId, words: written }, row.keptAt);
    return kept;
  });
}
