import { AppError, type RouteInput, type shares } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { upsertKeptWords } from './forwarding.store.ts';

export type KeepWordsDeps = { db: Db; now: () => Date };

/** Her tone and words for a material that she has a link to. Again is the same; another write replaces it. @throws AppError `shares.not_found` */
export async function keepWords(
  { db, now }: KeepWordsDeps,
  { accountId }: Member,
  { materialId, tone, words }: RouteInput<typeof shares.keepWords>,
): Promise<shares.KeptWords> {
  const written = words === '' ? null : words; // Without words nothing could be forwarded.
  const kept = await upsertKeptWords(db, { shopkeeperId: accountId, materialId, tone, words: written, keptAt: now() });
  if (!kept) throw new AppError('shares.not_found', `she has no link to material ${materialId}`);
  return kept;
}
