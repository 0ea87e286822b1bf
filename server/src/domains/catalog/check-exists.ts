import { AppError, type BrandId, type PictureId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { hasBrand } from './catalog.store.ts';
import { findPictures } from './files.store.ts';

/** @throws AppError `catalog.not_found` when one of these brands does not exist. */
export async function checkBrands(db: Db, brandIds: readonly BrandId[]): Promise<void> {
  for (const brandId of brandIds) {
    if (!(await hasBrand(db, brandId))) throw new AppError('catalog.not_found', `no brand ${brandId}`);
  }
}

/** @throws AppError `catalog.not_found` unless the member uploaded this picture herself. */
export async function checkPicture(db: Db, member: Member, pictureId: PictureId): Promise<void> {
  const [picture] = await findPictures(db, [pictureId]);
  if (picture?.ownerId !== member.accountId) throw new AppError('catalog.not_found', `no picture ${pictureId} of hers`);
}
