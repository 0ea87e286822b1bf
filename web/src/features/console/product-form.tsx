import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { catalog, Money } from '@shoal/contract';
import { MAX_TEXT_LENGTH, MAX_TITLE_LENGTH, MIN_AFTER_SALE_DAYS } from '@shoal/contract/limits';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';
import styles from './console.module.css';
import { SaleFields } from './sale-fields.tsx';
import { PictureField } from './upload-fields.tsx';

const currencies: Money['currency'][] = ['CNY', 'USD', 'EUR', 'HKD'];
type ProductFormProps = { brandId: string; product: catalog.KeptProduct | null; onDone: () => void };

export function ProductForm({ brandId, onDone, product }: ProductFormProps) {
  const words = useWords();
  const own = words.console;
  const { change, draft, isPending, nameError, save } = useProductForm(brandId, product, onDone);
  return (
    <div className={styles.form}>
      <TextInput
        label={own.name}
        maxLength={MAX_TITLE_LENGTH}
        value={draft.name}
        error={nameError}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className={styles.two}>
        <NumberInput
          label={own.price}
          min={0}
          max={100_000_000}
          decimalScale={2}
          fixedDecimalScale
          thousandSeparator=","
          value={draft.price.amountMinor / 100}
          onChange={(value) => change({ price: { ...draft.price, amountMinor: Math.round(Number(value) * 100) } })}
        />
        <Select
          label=" "
          aria-label={own.price}
          data={currencies}
          value={draft.price.currency}
          onChange={(value) => value && change({ price: { ...draft.price, currency: value as Money['currency'] } })} // One of the listed.
        />
      </div>
      <SaleFields sale={draft.sale} price={draft.price} onChange={(sale) => change({ sale })} />
      <PictureField
        label={own.pictureFile}
        hint={own.pictureHint}
        ratio="4 / 3"
        picture={draft.picture}
        onChange={(picture) => change({ picture })}
      />
      <Textarea
        label={own.summary}
        autosize
        minRows={2}
        maxLength={MAX_TEXT_LENGTH}
        value={draft.summary}
        onChange={(event) => change({ summary: event.currentTarget.value })}
      />
      <Textarea
        label={own.afterSale}
        description={own.afterSaleHint}
        autosize
        minRows={2}
        maxLength={MAX_TEXT_LENGTH}
        value={draft.afterSaleTerms}
        onChange={(event) => change({ afterSaleTerms: event.currentTarget.value })}
      />
      <div className={styles.formEnd}>
        <span />
        <Button variant="filled" loading={isPending} onClick={save}>
          {words.common.save}
        </Button>
      </div>
    </div>
  );
}

type ProductDraft = Pick<catalog.KeptProduct, 'name' | 'summary' | 'price' | 'picture' | 'afterSaleTerms' | 'sale'>;
const empty: ProductDraft = {
  name: '',
  summary: '',
  price: { amountMinor: 0, currency: 'CNY' },
  picture: null,
  afterSaleTerms: '',
  sale: { unitsInStock: null, commissionBps: 0, afterSaleDays: MIN_AFTER_SALE_DAYS },
};

function useProductForm(brandId: string, product: catalog.KeptProduct | null, onDone: () => void) {
  const words = useWords().console;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState<ProductDraft>(product ?? empty);
  const [idempotencyKey] = useState(randomUuid); // One for each opening: a retry after a lost answer makes no second one.
  const [nameError, setNameError] = useState<string | null>(null);
  const { isPending, mutate } = useMutation({
    mutationFn: () => {
      const { afterSaleTerms, name, picture, price, sale, summary } = draft;
      const body = { name, summary, price, pictureId: picture?.pictureId ?? null, afterSaleTerms, sale };
      return product
        ? call(api.updateProduct, { productId: product.productId, ...body })
        : call(api.createProduct, { idempotencyKey, brandId, ...body });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.products(brandId) });
      showDone(words.saved);
      onDone();
    },
    onError: (error) => showFailure(toWords(error)),
  });
  const save = () => {
    setNameError(draft.name.trim() ? null : words.needName);
    if (draft.name.trim()) mutate();
  };
  return {
    change: (part: Partial<ProductDraft>) => setDraft((before) => ({ ...before, ...part })),
    draft,
    isPending,
    nameError,
    save,
  };
}
