import { type AccountId, AppError, type catalog, type PictureId, type Role } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { type PictureFormat, toPicture } from '../../platform/picture-path.ts';
import { checkQuota, insertPicture } from './files.store.ts';
import type { PictureDecoder } from './picture-decoder.ts';
import { findPictureType } from './picture-rules.ts';
import { storedPath, writeWhole } from './store-files.ts';

export type UploadPictureDeps = {
  db: Db;
  now: () => Date;
  newPictureId: () => PictureId;
  decoder: Pick<PictureDecoder, 'decode'>;
  storeDir: string;
};

export const FILES_PER_DAY: Record<Role, number> = { shopkeeper: 20, host: 500, operator: 500 };

export const picturePath = (storeDir: string, id: PictureId, format: PictureFormat): string =>
  storedPath(storeDir, 'pictures', `${id}.${format === 'png' ? 'png' : 'jpg'}`);

/**
 * Stores a picture decoded and encoded anew. The file is there before the row that names it.
 * @throws AppError `catalog.picture_unreadable` | `catalog.quota_exceeded` | `server.unavailable`
 */
export async function uploadPicture(
  deps: UploadPictureDeps,
  owner: { accountId: AccountId; role: Role },
  bytes: Uint8Array,
): Promise<catalog.Picture> {
  if (!findPictureType(bytes)) throw new AppError('catalog.picture_unreadable', 'neither JPEG nor PNG nor WebP');
  const now = deps.now();
  const quota = { ownerId: owner.accountId, maxPerDay: FILES_PER_DAY[owner.role], now };
  await checkQuota(deps.db, 'pictures', quota);
  const picture = await deps.decoder.decode(bytes);
  const { format, height, width } = picture;
  const id = deps.newPictureId();
  await writeWhole(picturePath(deps.storeDir, id, format), picture.bytes);
  const row = { id, ownerId: owner.accountId, format, width, height, sizeBytes: picture.bytes.length, createdAt: now };
  await insertPicture(deps.db, row, quota);
  return toPicture(row);
}
