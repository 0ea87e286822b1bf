import { type AccountId, AppError, type ClipId, type PictureId } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { ClipRecord, PictureRecord } from './catalog.table.ts';

export type { ClipRecord, PictureRecord };

const DAY_MS = 86_400_000;

type Table = 'pictures' | 'clips';
export type Quota = { ownerId: AccountId; maxPerDay: number; now: Date };

/** @throws AppError `catalog.quota_exceeded` */
export async function checkQuota(db: Db, table: Table, { maxPerDay, now, ownerId }: Quota): Promise<void> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ownerId', '=', ownerId)
    .where('createdAt', '>', new Date(now.getTime() - DAY_MS))
    .executeTakeFirstOrThrow();
  if (count >= maxPerDay) throw new AppError('catalog.quota_exceeded', `${maxPerDay} files a day are allowed`);
}

/** Holds back the owner's other uploads until this transaction ends, so that two cannot share the last place. */
const lockOwner = (tx: Db, table: Table, ownerId: AccountId) =>
  sql`select pg_advisory_xact_lock(hashtext(${`${table}:${ownerId}`}))`.execute(tx);

/** @throws AppError `catalog.quota_exceeded` */
export async function insertPicture(db: Db, picture: PictureRecord, quota: Quota): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockOwner(tx, 'pictures', quota.ownerId);
    await checkQuota(tx, 'pictures', quota);
    await tx.insertInto('pictures').values(picture).execute();
  });
}

/** @throws AppError `catalog.quota_exceeded` */
export async function insertClip(db: Db, clip: ClipRecord, quota: Quota): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockOwner(tx, 'clips', quota.ownerId);
    await checkQuota(tx, 'clips', quota);
    await tx.insertInto('clips').values(clip).execute();
  });
}

export async function findPictures(db: Db, ids: readonly PictureId[]): Promise<PictureRecord[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('pictures')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

export async function findClips(db: Db, ids: readonly ClipId[]): Promise<ClipRecord[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('clips')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}
