import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PictureId, ShareCode, ShareId } from '@shoal/contract';
import sharp from 'sharp';
import { storedPath } from '../../src/domains/catalog/store-files.ts';
import { newShareCode } from '../../src/domains/shares/new-share-code.ts';
import { newId } from '../../src/platform/new-id.ts';
import type { School } from './given-school.ts';
import type { Ground } from './open-ground.ts';

const BATCH = 1_000;
const SIDE = 1_200;

/** Makes the school's material a poster with a picture, has it dropped, and gives each shopkeeper her link. @returns their codes */
export async function givenPosters(
  { dataDir, db }: Ground,
  { materialId, shopkeepers, showId }: School,
  drop: () => Promise<number>,
): Promise<ShareCode[]> {
  const pictureId = newId<PictureId>();
  const path = storedPath(join(dataDir, 'store'), 'pictures', `${pictureId}.jpg`);
  await mkdir(dirname(path), { recursive: true });
  // Noise costs a JPEG encoder as much as any picture does.
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  await sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#888888', noise } })
    .blur(2)
    .jpeg({ quality: 85 })
    .toFile(path);
  const picture = { id: pictureId, ownerId: null, format: 'jpeg' as const, width: SIDE, height: SIDE };
  await db
    .insertInto('pictures')
    .values({ ...picture, sizeBytes: 1, createdAt: new Date() })
    .execute();
  await db.updateTable('materials').set({ kind: 'poster', pictureId }).where('id', '=', materialId).execute();
  const dropSeq = await drop();
  const shares = shopkeepers.map((shopkeeperId) => ({
    id: newId<ShareId>(),
    code: newShareCode(),
    shopkeeperId,
    showId,
    materialId,
    dropSeq,
    createdAt: new Date(),
    taskId: null,
    groupId: null,
    isRehearsal: false,
  }));
  for (let from = 0; from < shares.length; from += BATCH) {
    await db
      .insertInto('shares')
      .values(shares.slice(from, from + BATCH))
      .execute();
  }
  return shares.map(({ code }) => code);
}
