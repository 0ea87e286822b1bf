import type { BrandId, ClaimCardId, catalog, MaterialId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { getFound, namingLoss } from './catalog.store.ts';
import type { ClaimCardRecord } from './catalog.table.ts';

export type { ClaimCardRecord };

const MAX_ROWS = 500;

export const listClaimCards = (db: Db, brandId: BrandId): Promise<ClaimCardRecord[]> =>
  db
    .selectFrom('claimCards')
    .selectAll()
    .where('brandId', '=', brandId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_ROWS)
    .execute();

export async function findClaimCards(db: Db, cardIds: readonly ClaimCardId[]): Promise<ClaimCardRecord[]> {
  if (cardIds.length === 0) return [];
  return db
    .selectFrom('claimCards')
    .selectAll()
    .where('id', 'in', [...cardIds])
    .execute();
}

/**
 * Writes a card, or changes one of the same brand; whether it is withdrawn stays.
 * @throws AppError `catalog.not_found` when its product or picture does not exist, or the card is another brand's.
 */
export async function upsertClaimCard(db: Db, card: ClaimCardRecord): Promise<ClaimCardRecord> {
  const { createdAt, id, withdrawnAt, ...changes } = card;
  const writing = db
    .insertInto('claimCards')
    .values(card)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes).where('claimCards.brandId', '=', card.brandId))
    .returningAll()
    .executeTakeFirst();
  return getFound(await namingLoss(writing), `claim card ${id}`);
}

/** Again keeps the first moment. @throws AppError `catalog.not_found` */
export async function setWithdrawn(
  db: Db,
  { brandId, cardId }: { brandId: BrandId; cardId: ClaimCardId },
  withdrawnAt: Date | null,
): Promise<ClaimCardRecord> {
  const row = await db
    .updateTable('claimCards')
    .set((eb) => ({ withdrawnAt: withdrawnAt && eb.fn.coalesce('withdrawnAt', eb.val(withdrawnAt)) }))
    .where('id', '=', cardId)
    .where('brandId', '=', brandId)
    .returningAll()
    .executeTakeFirst();
  return getFound(row, `claim card ${cardId}`);
}

/** A sentence of a material with the card that it rests on. */
export type LinkedClaim = { materialId: MaterialId; sentence: string; card: ClaimCardRecord };

export async function listLinkedClaims(db: Db, materialIds: readonly MaterialId[]): Promise<LinkedClaim[]> {
  if (materialIds.length === 0) return [];
  const rows = await db
    .selectFrom('materialClaims')
    .innerJoin('claimCards', 'claimCards.id', 'materialClaims.cardId')
    .selectAll('claimCards')
    .select(['materialClaims.materialId', 'materialClaims.sentence'])
    .where('materialClaims.materialId', 'in', [...materialIds])
    .execute();
  return rows.map(({ materialId, sentence, ...card }) => ({ materialId, sentence, card }));
}

export type LinkedSentence = Pick<LinkedClaim, 'sentence' | 'card'>;

/** On which cards materials of these brands rest these sentences; a card is of the brand of its materials. */
export async function listProofs(
  db: Db,
  brandIds: ReadonlySet<BrandId>,
  sentences: ReadonlySet<string>,
): Promise<LinkedSentence[]> {
  if (brandIds.size === 0) return [];
  const rows = await db
    .selectFrom('materialClaims')
    .innerJoin('claimCards', 'claimCards.id', 'materialClaims.cardId')
    .selectAll('claimCards')
    .select('materialClaims.sentence')
    .where('materialClaims.brandId', 'in', [...brandIds])
    .where('materialClaims.sentence', 'in', [...sentences])
    .execute();
  return rows.map(({ sentence, ...card }) => ({ sentence, card }));
}

/** Materials that rest on these cards, archived ones left out. */
export async function listResting(db: Db, cardIds: readonly ClaimCardId[]) {
  if (cardIds.length === 0) return [];
  return db
    .selectFrom('materialClaims')
    .innerJoin('materials', 'materials.id', 'materialClaims.materialId')
    .select(['materialClaims.cardId', 'materials.id as materialId', 'materials.title'])
    .distinct()
    .where('materialClaims.cardId', 'in', [...cardIds])
    .where('materials.archivedAt', 'is', null)
    .orderBy('materials.title')
    .execute();
}

/** @throws AppError `catalog.not_found` when a card is not of the material's brand. */
export async function replaceLinks(
  tx: Db,
  { brandId, id }: { id: MaterialId; brandId: BrandId },
  links: readonly catalog.ClaimLink[],
): Promise<void> {
  await tx.deleteFrom('materialClaims').where('materialId', '=', id).execute();
  if (links.length === 0) return;
  const rows = links.map(({ cardId, sentence }) => ({ materialId: id, brandId, sentence, cardId }));
  await namingLoss(tx.insertInto('materialClaims').values(rows).execute());
}
