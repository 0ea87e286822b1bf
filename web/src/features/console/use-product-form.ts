import type { catalog } from '@shoal/contract';
import { MIN_AFTER_SALE_DAYS } from '@shoal/contract/limits';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useDraft } from '../../hooks/use-draft.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';
import { findLowestMinor, isNamed, toVariantDrafts, toVariantInputs, type VariantDraft } from './variant-draft.ts';

type ProductDraft = Pick<catalog.KeptProduct, 'name' | 'summary' | 'price' | 'picture' | 'afterSaleTerms' | 'sale'> & {
  variants: readonly VariantDraft[];
};
const empty: ProductDraft = {
  name: '',
  summary: '',
  price: { amountMinor: 0, currency: 'CNY' },
  picture: null,
  afterSaleTerms: '',
  sale: { unitsInStock: null, commissionBps: 0, afterSaleDays: MIN_AFTER_SALE_DAYS },
  variants: [],
};

const toDraft = (product: catalog.KeptProduct): ProductDraft => ({
  ...product,
  variants: toVariantDrafts(product.variants),
});

/** While variants are offered, price and stock are theirs. */
function toBody({ afterSaleTerms, name, picture, price, sale, summary, variants }: ProductDraft) {
  const lowestMinor = findLowestMinor(variants);
  const own = { name, summary, pictureId: picture?.pictureId ?? null, afterSaleTerms };
  const sent = { ...own, variants: toVariantInputs(variants) };
  if (lowestMinor === undefined) return { ...sent, price, sale };
  return { ...sent, price: { ...price, amountMinor: lowestMinor }, sale: { ...sale, unitsInStock: null } };
}

/** Stock that was not changed is not sent: what was sold meanwhile stays sold. */
function withoutOldStock({ sale, ...body }: ReturnType<typeof toBody>, product: catalog.KeptProduct) {
  const { unitsInStock, ...terms } = sale;
  return { ...body, sale: unitsInStock === product.sale.unitsInStock ? terms : sale };
}

/** A product as it is edited, and what is wrong with it. */
export function useProductForm(brandId: string, product: catalog.KeptProduct | null, onDone: () => void) {
  const { console: words, variants: variantWords } = useWords();
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [draft, setDraft] = useDraft<ProductDraft>(`product.${product?.productId ?? brandId}`, () =>
    product ? toDraft(product) : empty,
  );
  const [idempotencyKey] = useState(randomUuid); // One for each opening: a retry after a lost answer makes no second one.
  const [nameError, setNameError] = useState<string | null>(null);
  const [variantsError, setVariantsError] = useState<string | null>(null);
  const [refusals, setRefusals] = useState(0);
  const { isPending, mutate } = useMutation({
    mutationFn: () =>
      product
        ? call(api.updateProduct, { productId: product.productId, ...withoutOldStock(toBody(draft), product) })
        : call(api.createProduct, { idempotencyKey, brandId, ...toBody(draft) }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.products(brandId) });
      showDone(words.saved);
      onDone();
    },
    onError: (error) => showFailure(toWords(error)),
  });
  const save = () => {
    const [hasName, hasVariantNames] = [draft.name.trim() !== '', isNamed(draft.variants)];
    setNameError(hasName ? null : words.needName);
    setVariantsError(hasVariantNames ? null : variantWords.form.needNames);
    if (hasName && hasVariantNames) mutate();
    else setRefusals(refusals + 1);
  };
  return {
    change: (part: Partial<ProductDraft>) => setDraft((before) => ({ ...before, ...part })),
    draft,
    isPending,
    /** Of the variants that are offered; undefined while there are none. */
    lowestMinor: findLowestMinor(draft.variants),
    nameError,
    /** How often saving was refused. */
    refusals,
    save,
    variantsError,
  };
}
