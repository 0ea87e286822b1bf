import { AppError, type catalog, type ProductId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { findProducts, type MaterialRecord, type ProductRecord } from './catalog.store.ts';
import { checkCopy, findClaimSentences } from './check-copy.ts';
import { findClaimCards, listLinkedClaims, replaceLinks } from './claims.store.ts';
import { listVariants } from './variants.store.ts';

type Shown = Pick<MaterialRecord, 'title' | 'text' | 'tones'>;
type ShownProduct = Pick<ProductRecord, 'name' | 'summary' | 'afterSaleTerms'> & {
  /** The names of those that it offers. */
  variants: readonly string[];
};

/** All that consumers read with a material. */
export const toFields = (
  { text, title, tones }: Shown,
  product: ShownProduct | undefined,
): (readonly [catalog.CopyField, string])[] => [
  ['title', title],
  ['text', text],
  ['tones.expert', tones.expert ?? ''],
  ['tones.warm', tones.warm ?? ''],
  ['tones.short', tones.short ?? ''],
  ['product.name', product?.name ?? ''],
  ['product.summary', product?.summary ?? ''],
  ['product.afterSaleTerms', product?.afterSaleTerms ?? ''],
  ...(product?.variants ?? []).map((name) => ['product.variant', name] as const),
];

/** Products with what consumers read of them, by id. */
async function loadShownProducts(
  db: Db,
  productIds: readonly ProductId[],
): Promise<ReadonlyMap<ProductId, ShownProduct>> {
  const [products, variants] = await Promise.all([findProducts(db, productIds), listVariants(db, productIds)]);
  const offered = Map.groupBy(
    variants.filter(({ isActive }) => isActive),
    ({ productId }) => productId,
  );
  return new Map(
    products.map((product) => [
      product.id,
      { ...product, variants: (offered.get(product.id) ?? []).map(({ name }) => name) },
    ]),
  );
}

/**
 * Links the sentences of a saved material to their cards, in the transaction that saves it.
 * @throws AppError `catalog.claim_unproven` with the sentences marked | `catalog.not_found`
 */
export async function proveCopy(
  tx: Db,
  material: MaterialRecord,
  { links, now }: { links: readonly catalog.ClaimLink[]; now: Date },
): Promise<void> {
  const { productId } = material;
  const products = await loadShownProducts(tx, productId ? [productId] : []);
  const fields = toFields(material, productId ? products.get(productId) : undefined);
  const claimed = new Set(findClaimSentences(fields).map(({ sentence }) => sentence));
  const cardIds = new Map(links.map(({ cardId, sentence }) => [sentence, cardId]));
  const used = [...cardIds].flatMap(([sentence, cardId]) => (claimed.has(sentence) ? [{ sentence, cardId }] : []));
  await replaceLinks(tx, material, used);
  const cards = new Map(
    (await findClaimCards(tx, [...new Set(used.map(({ cardId }) => cardId))])).map((card) => [card.id, card]),
  );
  const proofs = new Map(
    used.flatMap(({ cardId, sentence }) => {
      const card = cards.get(cardId);
      return card ? [[sentence, card] as const] : [];
    }),
  );
  refuseMarked(checkCopy({ fields, productId, proofs }, now));
}

/** @throws AppError `catalog.claim_unproven` when there is a mark. */
export function refuseMarked(marks: readonly catalog.ClaimMark[]): void {
  if (marks.length === 0) return;
  throw new AppError('catalog.claim_unproven', `${marks.length} sentences claim what no valid card proves`, { marks });
}

export type Proven = { claims: catalog.ClaimLink[]; marks: catalog.ClaimMark[] };

/** How the sentences of each material stand at this moment, in the order given: three queries, however many. */
export async function readProofs(db: Db, rows: readonly MaterialRecord[], now: Date): Promise<Proven[]> {
  const productIds = [...new Set(rows.flatMap(({ productId }) => productId ?? []))];
  const [products, linked] = await Promise.all([
    loadShownProducts(db, productIds),
    listLinkedClaims(
      db,
      rows.map(({ id }) => id),
    ),
  ]);
  const linkedById = Map.groupBy(linked, ({ materialId }) => materialId);
  return rows.map((row) => {
    const { id, productId } = row;
    const own = linkedById.get(id) ?? [];
    const fields = toFields(row, productId ? products.get(productId) : undefined);
    const proofs = new Map(own.map(({ card, sentence }) => [sentence, card]));
    return {
      claims: own.map(({ card, sentence }) => ({ sentence, cardId: card.id })),
      marks: checkCopy({ fields, productId, proofs }, now),
    };
  });
}
