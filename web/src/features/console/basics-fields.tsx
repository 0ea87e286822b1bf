import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { MAX_PRODUCTS_PER_SHOW, MAX_TEXT_LENGTH, MAX_TITLE_LENGTH } from '@shoal/contract/limits';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useWords } from '../../hooks/use-words.ts';
import editorStyles from './editor.module.css';
import formStyles from './form.module.css';
import pageStyles from './page.module.css';
import { useBrands, useProducts } from './use-catalog.ts';
import type { useShowEditor } from './use-show-editor.ts';
import { fromZonedInput, listTimeZones, toZonedInput } from './zoned-time.ts';

type BasicsFieldsProps = {
  me: accounts.Me;
  editor: ReturnType<typeof useShowEditor>;
  /** The title claims what nothing proves. */
  titleProblem: ReactNode;
  isNew: boolean;
};

/** Title, brand, host, time and products. */
export function BasicsFields({ editor, isNew, me, titleProblem }: BasicsFieldsProps) {
  const words = useWords().console;
  const { brandId, change, hostId, missing, open, plan, setBrandId, setHostId } = editor;
  const brands = useBrands().data ?? [];
  const products = useProducts(brandId).data ?? [];
  const hosts = useHosts(me.role === 'operator' && isNew);
  return (
    <section className={pageStyles.section} aria-label={words.basics}>
      <header>
        <h2>{words.basics}</h2>
      </header>
      <div className={formStyles.form} data-kept={!open.looks || undefined}>
        <TextInput
          required
          readOnly={!open.looks}
          label={words.title}
          description={words.titleHint}
          maxLength={MAX_TITLE_LENGTH}
          value={plan.title}
          error={missing.title ?? titleProblem}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Textarea
          readOnly={!open.looks}
          label={words.summary}
          placeholder={words.summaryHint}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={MAX_TEXT_LENGTH}
          value={plan.summary}
          onChange={(event) => change({ summary: event.currentTarget.value })}
        />
      </div>
      {isNew && (
        <div className={editorStyles.two}>
          <Select
            required
            label={words.brand}
            description={words.brandFixed}
            placeholder={words.brandPick}
            nothingFoundMessage={words.noBrands}
            data={brands.map((brand) => ({ value: brand.brandId, label: brand.name }))}
            value={brandId}
            error={missing.brand}
            onChange={setBrandId}
          />
          {me.role === 'operator' && (
            <Select
              required
              searchable
              label={words.hostOf}
              description={words.hostHint}
              placeholder={words.hostPick}
              nothingFoundMessage={words.nothingFound}
              data={hosts.map((host) => ({ value: host.accountId, label: host.displayName }))}
              value={hostId}
              error={missing.host}
              onChange={setHostId}
            />
          )}
        </div>
      )}
      <div className={formStyles.form} data-kept={!open.terms || undefined}>
        <div className={editorStyles.three}>
          <TextInput
            type="datetime-local"
            readOnly={!open.terms}
            label={words.startsAt}
            value={plan.startsAt ? toZonedInput(plan.startsAt, plan.timeZone) : ''}
            onChange={(event) => change({ startsAt: fromZonedInput(event.currentTarget.value, plan.timeZone) })}
          />
          <Select
            searchable={open.terms}
            readOnly={!open.terms}
            label={words.timeZone}
            data={listTimeZones()}
            value={plan.timeZone}
            onChange={(timeZone) => timeZone && change({ timeZone })}
          />
          <NumberInput
            readOnly={!open.terms}
            label={words.maxLength}
            min={5}
            max={720}
            clampBehavior="blur"
            value={plan.maxLengthMinutes}
            onChange={(value) => typeof value === 'number' && change({ maxLengthMinutes: value })}
          />
        </div>
        <MultiSelect
          searchable={open.terms}
          readOnly={!open.terms}
          label={words.products}
          description={words.productsHint}
          maxValues={MAX_PRODUCTS_PER_SHOW}
          nothingFoundMessage={products.length === 0 ? words.noProducts : words.nothingFound}
          disabled={!brandId}
          placeholder={brandId ? undefined : words.fillBrand}
          data={products.map((product) => ({ value: product.productId, label: product.name }))}
          value={[...plan.productIds]}
          onChange={(productIds) => change({ productIds })}
        />
      </div>
    </section>
  );
}

function useHosts(isWanted: boolean) {
  const { data } = useQuery({
    queryKey: queryKeys.accounts({ role: 'host' }),
    queryFn: ({ signal }) => call(api.listAccounts, { role: 'host' }, signal),
    enabled: isWanted,
  });
  return data?.accounts.filter((account) => !account.removedAt) ?? [];
}
