import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { MAX_TEXT_LENGTH, MAX_TITLE_LENGTH } from '@shoal/contract/limits';
import type { ReactNode } from 'react';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useLongSelect } from '../../hooks/use-long-select.ts';
import { useWords } from '../../hooks/use-words.ts';
import { ClaimMarks } from './claim-marks.tsx';
import styles from './form.module.css';
import { TemplatesField } from './templates-field.tsx';
import { TonesField } from './tones-field.tsx';
import { ClipField, PictureField } from './upload-fields.tsx';
import { useProducts } from './use-catalog.ts';
import { useMaterialForm } from './use-material-form.ts';

type MaterialFormProps = {
  brandId: string;
  /** Null makes a new one. */
  material: catalog.KeptMaterial | null;
  onDone: (saved: catalog.Material) => void;
  /** Beside saving, such as archiving. */
  children?: ReactNode;
};

export function MaterialForm({ brandId, children, material, onDone }: MaterialFormProps) {
  const words = useWords();
  const own = words.console;
  const { change, draft, isPending, link, links, marks, missing, refusals, save } = useMaterialForm(
    brandId,
    material,
    onDone,
  );
  const form = useFirstWrong(refusals);
  const products = useProducts(brandId).data ?? [];
  const longSelect = useLongSelect(products);
  const { kind } = draft;
  const kinds = Object.entries(words.common.materialKind).map(([value, label]) => ({ value, label }));
  return (
    <div className={styles.form} ref={form}>
      {!material && (
        <SegmentedControl
          fullWidth
          aria-label={own.kind}
          data={kinds}
          value={kind}
          onChange={(value) => change({ kind: value as catalog.MaterialKind })} // One of the listed keys.
        />
      )}
      <TextInput
        label={own.name}
        maxLength={MAX_TITLE_LENGTH}
        value={draft.title}
        error={missing.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      {kind === 'link' && (
        <TextInput
          type="url"
          label={own.url}
          description={own.urlHint}
          value={draft.url}
          error={missing.url}
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
      )}
      {kind === 'clip' && (
        <ClipField clip={draft.clip} error={missing.clip ?? null} onChange={(clip) => change({ clip })} />
      )}
      {kind !== 'clip' && kind !== 'copy' && (
        <PictureField
          label={own.pictureFile}
          hint={kind === 'poster' ? own.posterHint : own.pictureHint}
          ratio="4 / 3"
          picture={draft.picture}
          error={missing.picture ?? null}
          onChange={(picture) => change({ picture })}
        />
      )}
      <Textarea
        label={own.text}
        description={own.textHint}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={MAX_TEXT_LENGTH}
        value={draft.text}
        error={missing.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <TonesField tones={draft.tones} onChange={(tones) => change({ tones })} />
      <Select
        {...longSelect}
        clearable
        label={own.ofProduct}
        placeholder={own.noProduct}
        data={products.map((product) => ({ value: product.productId, label: product.name }))}
        value={draft.productId}
        onChange={(productId) => change({ productId })}
      />
      <ClaimMarks brandId={brandId} productId={draft.productId} marks={marks} links={links} onLink={link} />
      {kind !== 'clip' && kind !== 'copy' && (
        <TemplatesField
          brandId={brandId}
          draft={draft}
          chosen={draft.posterTemplates}
          onChange={(posterTemplates) => change({ posterTemplates })}
        />
      )}
      <div className={styles.formEnd}>
        <span>{children}</span>
        <Button variant="filled" loading={isPending} onClick={save}>
          {words.common.save}
        </Button>
      </div>
    </div>
  );
}
