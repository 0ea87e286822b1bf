import { Button, Textarea, TextInput } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { MAX_TEXT_LENGTH } from '@shoal/contract/limits';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { isUnproven } from '../../api/call-failure.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useFirstWrong } from '../../hooks/use-first-wrong.ts';
import { useUnproven } from '../../hooks/use-unproven.tsx';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { Picture } from '../../ui/picture.tsx';
import { showDone, showFailure } from '../../ui/toast.tsx';
import { ChatWords } from './chat-words.tsx';
import formStyles from './form.module.css';
import libraryStyles from './library.module.css';
import pageStyles from './page.module.css';
import { PictureField } from './upload-fields.tsx';

type BrandsTabProps = { brands: readonly catalog.Brand[]; canEdit: boolean };

export function BrandsTab({ brands, canEdit }: BrandsTabProps) {
  const words = useWords();
  const own = words.console;
  const [open, setOpen] = useState<catalog.Brand | 'new' | null>(null);
  const close = () => setOpen(null);
  const add = canEdit && (
    <Button variant="filled" leftSection={<Icon name="add" size={16} />} onClick={() => setOpen('new')}>
      {own.newBrand}
    </Button>
  );
  return (
    <>
      {brands.length > 0 && <div className={pageStyles.filters}>{add}</div>}
      {brands.length === 0 && (
        <EmptyState icon="bolt" title={own.brandsEmpty} text={own.brandsEmptyText}>
          {add}
        </EmptyState>
      )}
      <ul className={libraryStyles.cards}>
        {brands.map((brand) => (
          <li key={brand.brandId}>
            <button type="button" className={libraryStyles.card} disabled={!canEdit} onClick={() => setOpen(brand)}>
              <Picture isWhole path={brand.logo?.path ?? null} width={320} ratio="4 / 3" icon="image" />
              <span className={libraryStyles.cardBody}>
                <strong>{brand.name}</strong>
                <span className={pageStyles.faint}>{brand.story.slice(0, 60)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <OpenDialog onClose={close} title={open === 'new' ? own.newBrand : own.editBrand}>
          <BrandForm brand={open === 'new' ? null : open} onDone={close} />
          {open !== 'new' && <ChatWords brandId={open.brandId} brandName={open.name} />}
        </OpenDialog>
      )}
    </>
  );
}

type BrandFormProps = { brand: catalog.Brand | null; onDone: () => void };
function BrandForm({ brand, onDone }: BrandFormProps) {
  const words = useWords();
  const own = words.console;
  const { draft, error, isPending, nameError, refusals, save, setDraft } = useBrandForm(brand, onDone);
  const toProblem = useUnproven(error);
  const form = useFirstWrong(refusals);
  return (
    <div className={formStyles.form} ref={form}>
      <TextInput
        label={own.name}
        maxLength={60}
        value={draft.name}
        error={nameError}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <Textarea
        label={own.story}
        autosize
        minRows={3}
        maxLength={MAX_TEXT_LENGTH}
        value={draft.story}
        error={toProblem(draft.story)}
        onChange={(event) => setDraft({ ...draft, story: event.currentTarget.value })}
      />
      <PictureField
        label={own.logo}
        hint={own.pictureHint}
        ratio="16 / 9"
        isWhole
        picture={draft.logo}
        onChange={(logo) => setDraft({ ...draft, logo })}
      />
      <div className={formStyles.formEnd}>
        <span />
        <Button variant="filled" loading={isPending} onClick={save}>
          {words.common.save}
        </Button>
      </div>
    </div>
  );
}

function useBrandForm(brand: catalog.Brand | null, onDone: () => void) {
  const words = useWords().console;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Pick<catalog.Brand, 'name' | 'story' | 'logo'>>(
    brand ?? { name: '', story: '', logo: null },
  );
  const [idempotencyKey] = useState(randomUuid); // One for each opening: a retry after a lost answer makes no second one.
  const [nameError, setNameError] = useState<string | null>(null);
  const [refusals, setRefusals] = useState(0);
  const refuse = () => setRefusals((count) => count + 1);
  const { error, isPending, mutate } = useMutation({
    mutationFn: () => {
      const body = { name: draft.name, story: draft.story, logoPictureId: draft.logo?.pictureId ?? null };
      return brand
        ? call(api.updateBrand, { brandId: brand.brandId, ...body })
        : call(api.createBrand, { idempotencyKey, ...body });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.brands });
      showDone(words.saved);
      onDone();
    },
    onError: (cause) => {
      if (isUnproven(cause))
        refuse(); // The story's field names the sentence.
      else showFailure(toWords(cause));
    },
  });
  const save = () => {
    setNameError(draft.name.trim() ? null : words.needName);
    if (draft.name.trim()) mutate();
    else refuse();
  };
  return { draft, error, isPending, nameError, refusals, save, setDraft };
}
