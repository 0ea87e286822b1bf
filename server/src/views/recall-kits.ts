import type { AccountId, MaterialId, recalls } from '@shoal/contract';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { toPicture } from '../platform/picture-path.ts';
import { selectBought } from './recall-buyers.ts';

const MAX_KITS = 20;
const MAX_BUYERS = 100;

/** The recalls that concern a shopkeeper, what she has not done first, with her groups and buyers. */
export async function listRecallKits(db: Db, shopkeeperId: AccountId) {
  const kits = await selectKits(db, shopkeeperId).execute();
  if (kits.length === 0) return [];
  const materialIds = kits.map(({ materialId }) => materialId);
  const [sent, bought] = await Promise.all([
    listSent(db, shopkeeperId, materialIds),
    listBought(db, shopkeeperId, materialIds),
  ]);
  return kits.map(({ doneAt, format, height, materialId, pictureId, recalledAt, seenAt, width, ...kit }) => {
    const ownSent = sent.filter((link) => link.materialId === materialId);
    return {
      ...kit,
      picture: pictureId && format && width && height ? toPicture({ id: pictureId, format, width, height }) : null,
      recalledAt: recalledAt.toISOString(),
      seenAt: seenAt?.toISOString() ?? null,
      doneAt: doneAt?.toISOString() ?? null,
      groups: ownSent.flatMap(({ code, members, name }) => (name && members ? [{ name, members, code }] : [])),
      isSentElsewhere: ownSent.some(({ name }) => name === null),
      buyers: (bought.get(materialId) ?? []).slice(0, MAX_BUYERS),
    };
  });
}

const selectKits = (db: Db, shopkeeperId: AccountId) =>
  db
    .selectFrom('standingRecalls as standing')
    .innerJoin('recallActs as act', 'act.id', 'standing.recallId')
    .innerJoin('materials', 'materials.id', 'standing.materialId')
    .leftJoin('pictures', 'pictures.id', 'materials.pictureId')
    .leftJoin('recallReceipts as receipt', (join) =>
      join.onRef('receipt.recallId', '=', 'act.id').on('receipt.shopkeeperId', '=', shopkeeperId),
    )
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('shares')
          .select('shares.code')
          .whereRef('shares.materialId', '=', 'standing.materialId')
          .where('shares.shopkeeperId', '=', shopkeeperId)
          .where('shares.isRehearsal', '=', false)
          .orderBy('shares.createdAt', 'desc')
          .limit(1)
          .as('link'),
      (join) => join.onTrue(),
    )
    .select(['act.id as recallId', 'act.reason', 'act.correction', 'act.at as recalledAt', 'link.code'])
    .select(['standing.materialId', 'materials.title', 'receipt.seenAt', 'receipt.doneAt'])
    .select(['pictures.id as pictureId', 'pictures.format', 'pictures.width', 'pictures.height'])
    .orderBy(sql`receipt.done_at is not null`)
    .orderBy('act.at', 'desc')
    .limit(MAX_KITS);

/** Her links of these materials that went out, by any evidence, each with its group. */
const listSent = (db: Db, shopkeeperId: AccountId, materialIds: readonly MaterialId[]) =>
  db
    .selectFrom('shares')
    .leftJoin('shopkeeperGroups as group', 'group.id', 'shares.groupId')
    .distinctOn(['shares.materialId', 'shares.groupId'])
    .select(['shares.materialId', 'shares.code', 'group.name', 'group.members'])
    .where('shares.shopkeeperId', '=', shopkeeperId)
    .where('shares.materialId', 'in', [...materialIds])
    .where('shares.isRehearsal', '=', false)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('shareEvidence').select('shareId').whereRef('shareId', '=', 'shares.id')),
    )
    .orderBy('shares.materialId')
    .orderBy('shares.groupId')
    .orderBy('shares.createdAt', 'desc')
    .execute();

type BoughtRow = Omit<recalls.AffectedBuyer, 'shopkeeperName'>;

async function listBought(db: Db, shopkeeperId: AccountId, materialIds: readonly MaterialId[]) {
  const rows = await selectBought(db)
    .select('shares.materialId')
    .where('shares.shopkeeperId', '=', shopkeeperId)
    .where('shares.materialId', 'in', [...materialIds])
    .limit(MAX_KITS * MAX_BUYERS)
    .execute();
  const bought = new Map<MaterialId, BoughtRow[]>(materialIds.map((materialId) => [materialId, []]));
  for (const { materialId, placedAt, ...row } of rows)
    bought.get(materialId)?.push({ ...row, placedAt: placedAt.toISOString() });
  return bought;
}
