import type { AccountId, BrandId, MaterialId, RecallId, ShareId, ShowId } from '@shoal/contract';
import { insertMaterial } from '../domains/catalog/catalog.store.ts';
import { insertAct, putStanding } from '../domains/recalls/recalls.store.ts';
import { newShareCode } from '../domains/shares/new-share-code.ts';
import { insertShareOnce } from '../domains/shares/shares.store.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';

type RecalledLink = { showId: ShowId; brandId: BrandId; hostId: AccountId; keeperId: AccountId };

/** A shopkeeper's link to a material of its own whose recall stands. */
export async function givenRecalledLink(
  db: Db,
  { brandId, hostId, keeperId, showId }: RecalledLink,
): Promise<RecallId> {
  const [id, createdAt] = [newId<RecallId>(), new Date()];
  const none = { pictureId: null, clipId: null, url: null, productId: null, archivedAt: null };
  const copy = {
    ...none,
    id: newId<MaterialId>(),
    brandId,
    kind: 'copy' as const,
    title: 'Old price',
    text: 'only 9',
    createdAt,
  };
  const { id: materialId } = await insertMaterial(db, copy);
  const link = {
    id: newId<ShareId>(),
    code: newShareCode(),
    shopkeeperId: keeperId,
    showId,
    materialId,
    dropSeq: 1,
    createdAt,
  };
  await insertShareOnce(db, { ...link, taskId: null, groupId: null, isRehearsal: false });
  const words = { reason: 'wrong price', correction: 'It costs 99.', replacementId: null };
  await insertAct(db, { ...words, id, materialId, kind: 'recalled', byAccount: hostId, at: createdAt });
  await putStanding(db, { materialId, recallId: id });
  return id;
}
