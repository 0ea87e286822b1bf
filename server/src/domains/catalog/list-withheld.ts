import type { BrandId, catalog } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import type { SaidWords } from '../../platform/said-words.ts';
import { type BrandRights, checkBrand } from './check-brand.ts';
import { markWords } from './mark-words.ts';

export type ListWithheldDeps = BrandRights & {
  now: () => Date;
  /** What stands beside a brand's materials, and whose it is. */
  listBrandWords: (db: Db, brandId: BrandId) => Promise<(SaidWords & { of: string })[]>;
};

/**
 * What pages leave out of the words beside materials at this moment, for those who can prove or change it.
 * @throws AppError `catalog.not_found`
 */
export async function listWithheld(
  deps: ListWithheldDeps,
  caller: Member,
  brandId: BrandId,
): Promise<catalog.WithheldWords[]> {
  await checkBrand(deps, caller, brandId);
  const said = await deps.listBrandWords(deps.db, brandId);
  const marks = await markWords(deps.db, said, deps.now());
  return said.flatMap(({ field, of }, at) => {
    const own = marks[at] ?? [];
    return own.length > 0 ? [{ field, of, marks: own }] : [];
  });
}
