import { type AccountId, catalog, type MaterialId, type PictureId, type ShowId, shares } from '@shoal/contract';
import sharp from 'sharp';
import { insertMaterial, insertProduct } from '../domains/catalog/catalog.store.ts';
import { getMaterialSnapshot } from '../domains/catalog/get-material-snapshot.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';
import { type GivenShowDetails, givenShow } from './given-show.ts';
import type { SignedIn, TestServer } from './test-server.ts';

export type GivenWords = { title?: string; text?: string; productName?: string; showTitle?: string; tagline?: string };

/** A material with a picture and a product, dropped into a show that this shopkeeper is a guest of. */
export async function givenDrop(
  server: TestServer,
  keeper: SignedIn,
  { show, words = {} }: { show?: GivenShowDetails; words?: GivenWords } = {},
): Promise<{ showId: ShowId; materialId: MaterialId; hostId: AccountId }> {
  const { db } = server;
  const row = { ...show?.row, ...(words.showTitle && { title: words.showTitle }) };
  const given = await givenShow(db, { ...show, row, guestIds: [keeper.member.accountId] });
  const pictureId = await givenPicture(keeper);
  const { id: productId } = await insertProduct(db, {
    id: newId(),
    brandId: given.brandId,
    name: words.productName ?? '大红袍 50g',
    summary: '岩骨花香',
    priceMinor: 12_800,
    currency: 'CNY',
    pictureId,
    afterSaleTerms: '七天可退',
    createdAt: new Date(),
  });
  const materialId = newId<MaterialId>();
  const { text = '今晚见 🍵', title = '大红袍 今晚开箱' } = words;
  const rest = { clipId: null, url: null, archivedAt: null, createdAt: new Date() };
  await insertMaterial(db, {
    ...rest,
    id: materialId,
    brandId: given.brandId,
    kind: 'poster',
    title,
    text,
    pictureId,
    productId,
  });
  const material = await getMaterialSnapshot(db, given.brandId, materialId);
  await givenEntry(db, given.showId, { seq: 1, material });
  return { showId: given.showId, materialId, hostId: given.hostId };
}

/** A link that she made for a dropped material. */
export async function givenShare(
  server: TestServer,
  keeper: SignedIn,
  options: { show?: GivenShowDetails; words?: GivenWords } = {},
): Promise<shares.Share> {
  const { materialId, showId } = await givenDrop(server, keeper, options);
  return keeper.call(shares.createShare, { showId, materialId });
}

/** Takes the drop of that share back. */
export async function recallDrop(db: Db, showId: ShowId): Promise<void> {
  await db.updateTable('drops').set({ recallSeq: 99 }).where('showId', '=', showId).execute();
}

/** A drop as its entry in the log tells it. */
export async function givenEntry(
  db: Db,
  showId: ShowId,
  { material, seq }: { seq: number; material: catalog.Material },
) {
  await db
    .insertInto('showLogEntries')
    .values({
      showId,
      seq,
      at: new Date(),
      programmeMs: 0,
      kind: 'drop.published',
      body: JSON.stringify({ material }),
      actorId: null,
    })
    .execute();
  await db.insertInto('drops').values({ showId, seq, materialId: material.materialId }).execute();
  await db.updateTable('showLogHeads').set({ topSeq: seq }).where('showId', '=', showId).execute();
}

async function givenPicture(who: SignedIn): Promise<PictureId> {
  const jpeg = await sharp({ create: { width: 600, height: 640, channels: 3, background: '#7a2f1f' } })
    .jpeg()
    .toBuffer();
  const bytes = new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' });
  return (await who.call(catalog.uploadPicture, { bytes })).pictureId;
}
