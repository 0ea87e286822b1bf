import type { BrandId, catalog, MaterialId, ProductId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { SaidWords } from '../../platform/said-words.ts';
import { findMaterials, findProducts } from './catalog.store.ts';
import { checkCopy, findClaimSentences, type Proof } from './check-copy.ts';
import { type LinkedSentence, listProofs } from './claims.store.ts';
import { refuseMarked } from './prove-copy.ts';

type Subject = { brandId: BrandId; productId: ProductId | null };

/**
 * Looks at what consumers read beside materials. A sentence that claims something stands when a material of the brand rests
 * the same one on a card that is valid now, for that product or for all; what claims nothing costs no query.
 * @throws AppError `catalog.claim_unproven` with the sentences marked
 */
export async function checkWords(db: Db, said: readonly SaidWords[], now: Date): Promise<void> {
  const marks: catalog.ClaimMark[] = [];
  for (const { about, field, text } of said) {
    const fields = [[field, text]] as const;
    const sentences = findClaimSentences(fields).map(({ sentence }) => sentence);
    if (sentences.length === 0) continue;
    const subject = await findSubject(db, about);
    const linked = subject ? await listProofs(db, subject.brandId, sentences) : [];
    const productId = subject?.productId ?? null;
    marks.push(...checkCopy({ fields, productId, proofs: chooseProofs(linked, productId, now) }, now));
  }
  refuseMarked(marks);
}

async function findSubject(db: Db, about: SaidWords['about']): Promise<Subject | undefined> {
  if (about === null) return undefined;
  if ('brandId' in about) return { brandId: about.brandId, productId: null };
  if ('materialId' in about) return findMaterial(db, about.materialId);
  const [product] = await findProducts(db, [about.productId]);
  return product && { brandId: product.brandId, productId: product.id };
}

const findMaterial = async (db: Db, materialId: MaterialId): Promise<Subject | undefined> =>
  (await findMaterials(db, [materialId]))[0];

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
