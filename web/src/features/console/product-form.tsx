import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { catalog, Money } from '@shoal/contract';
import { MAX_TEXT_LENGTH, MAX_TITLE_LENGTH } from '@shoal/contract/limits';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useWords } from '../../hooks/use-words.ts';
import styles from './form.module.css';
import { SaleFields } from './sale-fields.tsx';
import { PictureField } from './upload-fields.tsx';
import { useProductForm } from './use-product-form.ts';
import { VariantFields } from './variant-fields.tsx';

const currencies: Money['currency'][] = ['CNY', 'USD', 'EUR', 'HKD'];
type ProductFormProps = { brandId: string; product: catalog.KeptProduct | null; onDone: () => void };

export function ProductForm({ brandId, onDone, product }: ProductFormProps) {
  const words = useWords();
  const own = words.console;
  const { change, draft, isPending, lowestMinor, nameError, refusals, save, variantsError } = useProductForm(
    brandId,
    product,
    onDone,
  );
  const form = useFirstWrong(refusals);
  const { price } = draft;
  const shown = { ...price, amountMinor: lowestMinor ?? price.amountMinor };
  return (
    <div className={styles.form} ref={form}>
      <TextInput
        label={own.name}
        maxLength={MAX_TITLE_LENGTH}
        value={draft.name}
        error={nameError}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className={styles.price}>
        <NumberInput
          label={own.price}
          description={lowestMinor !== undefined && words.variants.form.priceByVariants}
          disabled={lowestMinor !== undefined}
          min={0}
          max={100_000_000}
          decimalScale={2}
          fixedDecimalScale
          thousandSeparator=","
          value={shown.amountMinor / 100}
          onChange={(value) => change({ price: { ...price, amountMinor: Math.round(Number(value) * 100) } })}
        />
        <Select
          label=" "
          className={styles.atFoot}
          aria-label={words.orders.ledger.currency}
          data={currencies}
          value={price.currency}
          onChange={(value) => value && change({ price: { ...price, currency: value as Money['currency'] } })} // One of the listed.
        />
      </div>
      <VariantFields
        variants={draft.variants}
        priceMinor={price.amountMinor}
        error={variantsError}
        onChange={(variants) => change({ variants })}
      />
      <SaleFields
        sale={draft.sale}
        price={shown}
        isStockOfVariants={lowestMinor !== undefined}
        onChange={(sale) => change({ sale })}
      />
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
