import { Button, FileButton, Group, Select, TextInput } from '@mantine/core';
import type { accounts, orders } from '@shoal/contract';
import { useEffect, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { HeldPayments } from './held-payments.tsx';
import styles from './orders.module.css';
import { OrdersTable } from './orders-table.tsx';
import { PaymentHook } from './payment-hook.tsx';
import { type Filter, useOrderBrands, useOrderFiles, useOrderFilter, useOrders } from './use-orders.ts';

type OrdersDeskProps = { me: accounts.Me };

/** What was bought of a brand: to be confirmed, shipped, refunded, and taken out and in as files. */
export function OrdersDesk({ me }: OrdersDeskProps) {
  const words = useWords();
  const brands = useOrderBrands();
  const [first] = brands.data ?? [];
  if (brands.error) return <FailedState error={brands.error} onRetry={() => void brands.refetch()} />;
  if (!brands.data) return <SkeletonRows count={6} height={56} />;
  if (!first)
    return <EmptyState icon="archive" title={words.console.brandsEmpty} text={words.console.brandsEmptyText} />;
  const options = brands.data.map(({ brandId, name }) => ({ value: brandId, label: name }));
  return <BrandOrders brands={options} firstBrandId={first.brandId} isOperator={me.role === 'operator'} />;
}

type BrandOrdersProps = { brands: { value: string; label: string }[]; firstBrandId: string; isOperator: boolean };

function BrandOrders({ brands, firstBrandId, isOperator }: BrandOrdersProps) {
  const words = useWords();
  const own = words.orders;
  const { filter, set } = useOrderFilter(firstBrandId);
  const { data, error, refetch } = useOrders(filter);
  const isFiltered = filter.state !== '' || filter.search !== '';
  return (
    <>
      <header className={styles.head}>
        <h1>{own.title}</h1>
        <Select
          aria-label={words.console.brand}
          data={brands}
          value={filter.brandId}
          onChange={(brandId) => brandId && set({ brandId })}
        />
        <Files filter={filter} />
      </header>
      <div className={styles.filters}>
        <Select
          aria-label={own.head.state}
          data={[
            { value: '', label: own.allStates },
            ...Object.entries(own.state).map(([value, label]) => ({ value, label })),
          ]}
          value={filter.state}
          onChange={(state) => set({ state: (state ?? '') as orders.OrderState | '' })} // One of the listed.
        />
        <Search value={filter.search} onSearch={(search) => set({ search })} />
      </div>
      {error && !data && <FailedState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={6} height={56} />}
      {data?.orders.length === 0 && (
        <EmptyState
          icon="archive"
          title={isFiltered ? own.noneFits : own.empty}
          {...(!isFiltered && { text: own.emptyText })}
        />
      )}
      {data && data.orders.length > 0 && <OrdersTable rows={data.orders} />}
      {data?.hasMore && <p className={styles.quiet}>{own.more}</p>}
      <HeldPayments brandId={filter.brandId} />
      {isOperator && <PaymentHook key={filter.brandId} brandId={filter.brandId} />}
    </>
  );
}

function Files({ filter }: { filter: Filter }) {
  const own = useWords().orders;
  const { exporting, importing } = useOrderFiles(filter);
  return (
    <Group gap="xs">
      <Button loading={exporting.isPending} onClick={() => exporting.mutate()}>
        {own.exportCsv}
      </Button>
      <FileButton accept=".csv,text/csv" onChange={(file) => file && importing.mutate(file)}>
        {(props) => (
          <Button {...props} loading={importing.isPending}>
            {own.importCsv}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}

const SEARCH_AFTER_MS = 300;

function Search({ onSearch, value }: { value: string; onSearch: (text: string) => void }) {
  const own = useWords().orders;
  const [text, setText] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts a search.
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      type="search"
      aria-label={own.search}
      placeholder={own.search}
      maxLength={40}
      miw={250}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
