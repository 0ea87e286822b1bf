import { ActionIcon, Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { MAX_STOCK, MAX_VARIANT_NAME_LENGTH, MAX_VARIANTS } from '@shoal/contract/limits';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { moveRow } from './plan-draft.ts';
import { toNewVariant, type VariantDraft } from './variant-draft.ts';
import styles from './variants.module.css';

type Drafts = readonly VariantDraft[];
type VariantFieldsProps = {
  variants: Drafts;
  /** Of the product: what the first variant starts from. */
  priceMinor: number;
  error: string | null;
  onChange: (variants: Drafts) => void;
};

/** What buyers choose among: names, prices and stock, in the order in which they are shown. */
export function VariantFields({ error, onChange, priceMinor, variants }: VariantFieldsProps) {
  const words = useWords().variants.form;
  const add = () => onChange([...variants, toNewVariant(variants.at(-1)?.priceMinor ?? priceMinor)]);
  return (
    <fieldset className={styles.variants}>
      <legend>{words.title}</legend>
      <p>{words.hint}</p>
      {variants.length > 0 && (
        <ul>
          {variants.map((variant, at) => (
            <VariantRow key={variant.key} at={at} variants={variants} variant={variant} onChange={onChange} />
          ))}
        </ul>
      )}
      {error && (
        <p role="alert" tabIndex={-1} data-wrong>
          {error}
        </p>
      )}
      {variants.some(({ variantId }) => variantId) && <p>{words.ordersStay}</p>}
      {variants.length < MAX_VARIANTS && (
        <Button size="compact-sm" variant="subtle" leftSection={<Icon name="add" size={14} />} onClick={add}>
          {words.add}
        </Button>
      )}
    </fieldset>
  );
}

type VariantRowProps = { at: number; variant: VariantDraft; variants: Drafts; onChange: (variants: Drafts) => void };

function VariantRow({ at, onChange, variant, variants }: VariantRowProps) {
  const words = useWords().variants.form;
  const { isActive, name, priceMinor, unitsInStock } = variant;
  const change = (part: Partial<VariantDraft>) =>
    onChange(variants.map((other, place) => (place === at ? { ...other, ...part } : other)));
  return (
    <li data-retired={!isActive || undefined}>
      <TextInput
        label={words.columns.name}
        aria-label={words.name(at + 1)}
        placeholder={words.namePlaceholder}
        maxLength={MAX_VARIANT_NAME_LENGTH}
        value={name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <NumberInput
        label={words.columns.price}
        aria-label={words.price(at + 1)}
        hideControls
        min={0}
        max={100_000_000}
        decimalScale={2}
        fixedDecimalScale
        thousandSeparator=","
        value={priceMinor / 100}
        onChange={(value) => change({ priceMinor: Math.round(Number(value) * 100) })}
      />
      <NumberInput
        label={words.columns.stock}
        aria-label={words.stock(at + 1)}
        hideControls
        min={0}
        max={MAX_STOCK}
        allowDecimal={false}
        thousandSeparator=","
        value={unitsInStock ?? ''}
        onChange={(value) => change({ unitsInStock: value === '' ? null : Number(value) })}
      />
      <div className={styles.variantActs}>
        <Switch
          label={words.onSale}
          aria-label={words.isActive(name)}
          checked={isActive}
          onChange={(event) => change({ isActive: event.currentTarget.checked })}
        />
        <VariantActs at={at} name={name} variants={variants} onChange={onChange} />
      </div>
    </li>
  );
}

function VariantActs({ at, name, onChange, variants }: Omit<VariantRowProps, 'variant'> & { name: string }) {
  const words = useWords().variants.form;
  const move = (by: -1 | 1) => onChange(moveRow(variants, at, at + by));
  return (
    <>
      <ActionIcon size={30} disabled={at === 0} aria-label={words.up(name)} onClick={() => move(-1)}>
        <Icon name="raise" size={16} />
      </ActionIcon>
      <ActionIcon size={30} disabled={at === variants.length - 1} aria-label={words.down(name)} onClick={() => move(1)}>
        <Icon name="chevronDown" size={16} />
      </ActionIcon>
      <ActionIcon
        size={30}
        aria-label={words.remove(name)}
        onClick={() => onChange(variants.filter((_, place) => place !== at))}
      >
        <Icon name="trash" size={16} />
      </ActionIcon>
    </>
  );
}
