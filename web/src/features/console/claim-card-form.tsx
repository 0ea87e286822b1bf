import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { MAX_CLAIM_LENGTH } from '@shoal/contract/limits';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useLongSelect } from '../../hooks/use-long-select.ts';
import { useWords } from '../../hooks/use-words.ts';
import editorStyles from './editor.module.css';
import formStyles from './form.module.css';
import { PictureField } from './upload-fields.tsx';
import { useProducts } from './use-catalog.ts';
import { type ClaimFormOptions, useClaimCardForm } from './use-claim-card-form.ts';

type ClaimCardFormProps = ClaimFormOptions & { onCancel?: () => void };

export function ClaimCardForm({ onCancel, ...options }: ClaimCardFormProps) {
  const { claims: words, common } = useWords();
  const { change, draft, isPending, missing, refusals, save } = useClaimCardForm(options);
  const form = useFirstWrong(refusals);
  const products = useProducts(options.brandId).data ?? [];
  const longSelect = useLongSelect(products);
  return (
    <div className={formStyles.form} ref={form}>
      <Textarea
        label={words.text}
        description={words.textHint}
        autosize
        minRows={2}
        maxLength={MAX_CLAIM_LENGTH}
        value={draft.text}
        error={missing.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Select
        {...longSelect}
        clearable
        label={words.ofProduct}
        placeholder={words.wholeBrand}
        data={products.map((product) => ({ value: product.productId, label: product.name }))}
        value={draft.productId}
        onChange={(productId) => change({ productId })}
      />
      <PictureField
        label={words.document}
        hint={words.documentHint}
        ratio="16 / 7"
        picture={draft.picture}
        onChange={(picture) => change({ picture })}
      />
      <TextInput
        type="url"
        label={words.url}
        description={words.urlHint}
        value={draft.url}
        error={missing.document}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
      <div className={editorStyles.two}>
        <TextInput
          label={words.owner}
          placeholder={words.ownerHint}
          maxLength={40}
          value={draft.ownerName}
          error={missing.ownerName}
          onChange={(event) => change({ ownerName: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.expires}
          value={draft.expiresOn}
          error={missing.expiresOn}
          onChange={(event) => change({ expiresOn: event.currentTarget.value })}
        />
      </div>
      <div className={formStyles.formEnd}>
        <span>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {common.cancel}
            </Button>
          )}
        </span>
        <Button variant={onCancel ? 'light' : 'filled'} loading={isPending} onClick={save}>
          {common.save}
        </Button>
      </div>
    </div>
  );
}
