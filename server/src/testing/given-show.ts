import type { AccountId, BrandId, MaterialId, SegmentId, ShowId, shows } from '@shoal/contract';
import { insertBrand, insertMaterial } from '../domains/catalog/catalog.store.ts';
import { insertGuests } from '../domains/shows/guests.store.ts';
import { replaceSegments } from '../domains/shows/plan.store.ts';
import { insertLogHead } from '../domains/shows/show-log.store.ts';
import { insertShow } from '../domains/shows/shows.store.ts';
import type { ShowRecord } from '../domains/shows/shows.table.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';
import { givenAccount } from './given.ts';

/** A brand of that name. */
export async function givenBrand(db: Db, name = 'Seagrass Tea'): Promise<BrandId> {
  const id = newId<BrandId>();
  await insertBrand(db, { id, name, story: '', logoPictureId: null, createdAt: new Date() });
  return id;
}

/** Words of a brand, ready to be dropped. */
export async function givenMaterial(db: Db, brandId: BrandId, title = 'First flush'): Promise<MaterialId> {
  const id = newId<MaterialId>();
  const parts = { pictureId: null, clipId: null, url: null, productId: null, archivedAt: null };
  await insertMaterial(db, { ...parts, id, brandId, kind: 'copy', title, text: `${title}!`, createdAt: new Date() });
  return id;
}

export type GivenShow = {
  showId: ShowId;
  brandId: BrandId;
  hostId: AccountId;
  segmentIds: SegmentId[];
  materialId: MaterialId;
};
export type GivenShowDetails = {
  state?: shows.ShowState;
  hostId?: AccountId;
  brandId?: BrandId;
  guestIds?: readonly AccountId[];
  row?: Partial<
    Pick<
      ShowRecord,
      'wentLiveAt' | 'maxLengthMinutes' | 'hostGoneSince' | 'isHostAway' | 'isRehearsal' | 'startsAt' | 'title'
    >
  >;
};

/** A show in any state, with two segments and one material, as if it had always been there. */
export async function givenShow(db: Db, details: GivenShowDetails = {}): Promise<GivenShow> {
  const { guestIds = [], row, state = 'live' } = details;
  const brandId = details.brandId ?? (await givenBrand(db));
  const hostId = details.hostId ?? (await givenAccount(db, 'host', { brandIds: [brandId] })).accountId;
  const showId = newId<ShowId>();
  await insertShow(db, { ...toRow(state), id: showId, brandId, hostId, state, ...row });
  await insertLogHead(db, showId, newId().replaceAll('-', ''));
  await insertGuests(db, showId, { accountIds: guestIds, invitedAt: new Date() });
  const materialId = await givenMaterial(db, brandId);
  const segment = { openingLine: '', plannedMinutes: 10 };
  const segmentIds = [newId<SegmentId>(), newId<SegmentId>()];
  await replaceSegments(
    db,
    showId,
    segmentIds.map((id, at) => ({
      ...segment,
      id,
      kind: 'product',
      title: `Part ${at + 1}`,
      materialIds: [materialId],
    })),
  );
  return { showId, brandId, hostId, segmentIds, materialId };
}

function toRow(state: shows.ShowState) {
  const now = new Date();
  const isOver = state === 'ended' || state === 'archived';
  return {
    title: 'Spring harvest',
    summary: '',
    coverPictureId: null,
    startsAt: state === 'draft' || state === 'postponed' ? null : now,
    timeZone: 'Asia/Shanghai',
    maxLengthMinutes: 240,
    createdAt: now,
    wentLiveAt: state === 'live' || isOver ? now : null,
    endedAt: isOver ? now : null,
    endReason: isOver ? ('host' as const) : null,
  };
}
