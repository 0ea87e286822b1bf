import type { BrandId, catalog, ProductId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { SaidWords } from '../../platform/said-words.ts';
import { findMaterials, findProducts } from './catalog.store.ts';
import { checkCopy, findClaimSentences, type Proof } from './check-copy.ts';
import { type LinkedSentence, listProofs } from './claims.store.ts';

type Subject = { brandId: BrandId; productId: ProductId | null };

/**
 * The sentences of each text that claim what nothing proves now, in the order given. One stands when a material of the brand
 * rests the same one on a card that is valid now, for that product or for all. Three queries, however many claim something;
 * none when nothing does.
 */
export async function markWords(db: Db, said: readonly SaidWords[], now: Date): Promise<catalog.ClaimMark[][]> {
  const sentences = findSentences(said);
  const claiming = said.filter(({ text }) => sentences.get(text)?.length);
  if (claiming.length === 0) return said.map(() => []);
  const findSubject = await loadSubjects(db, claiming);
  const brandIds = claiming.flatMap(({ about }) => findSubject(about)?.brandId ?? []);
  const wanted = claiming.flatMap(({ text }) => sentences.get(text) ?? []);
  const linked = Map.groupBy(await listProofs(db, new Set(brandIds), new Set(wanted)), ({ card }) => card.brandId);
  return said.map(({ about, field, text }) => {
    if (!sentences.get(text)?.length) return [];
    const { brandId, productId } = findSubject(about) ?? { brandId: null, productId: null };
    const proofs = chooseProofs((brandId && linked.get(brandId)) ?? [], productId, now);
    return checkCopy({ fields: [[field, text]], productId, proofs }, now);
  });
}

/** What each text claims; the same text is read once. */
function findSentences(said: readonly SaidWords[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map(said.map(({ field, text }) => [text, field]));
  return new Map(
    [...fields].map(([text, field]) => [text, findClaimSentences([[field, text]]).map(({ sentence }) => sentence)]),
  );
}

/** Whose words they are. */
async function loadSubjects(db: Db, said: readonly SaidWords[]) {
  const abouts = said.map(({ about }) => about);
  const productIds = abouts.flatMap((about) => (about && 'productId' in about ? [about.productId] : []));
  const materialIds = abouts.flatMap((about) => (about && 'materialId' in about ? [about.materialId] : []));
  const [products, materials] = await Promise.all([
    findProducts(db, [...new Set(productIds)]),
    findMaterials(db, [...new Set(materialIds)]),
  ]);
  const byProduct = new Map(products.map(({ brandId, id }) => [id, { brandId, productId: id }]));
  const byMaterial = new Map(materials.map(({ brandId, id, productId }) => [id, { brandId, productId }]));
  return (about: SaidWords['about']): Subject | undefined => {
    if (about === null) return undefined;
    if ('brandId' in about) return { brandId: about.brandId, productId: null };
    return 'materialId' in about ? byMaterial.get(about.materialId) : byProduct.get(about.productId);
  };
}

/** One card for each sentence: one that carries it where there is one, else one that says why it does not. */
function chooseProofs(
  linked: readonly LinkedSentence[],
  productId: ProductId | null,
  now: Date,
): ReadonlyMap<string, Proof> {
  const carries = ({ expiresAt, productId: of, withdrawnAt }: Proof) =>
    withdrawnAt === null && expiresAt > now && (of === null || of === productId);
  const weakestFirst = linked.toSorted((a, b) => Number(carries(a.card)) - Number(carries(b.card)));
  return new Map(weakestFirst.map(({ card, sentence }) => [sentence, card]));
}
