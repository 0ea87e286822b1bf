import { Button, Select, Tabs } from '@mantine/core';
import type { accounts, catalog } from '@shoal/contract';
import { useSearchParams } from 'wouter';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { BrandsTab } from './brands-tab.tsx';
import { ClaimsTab } from './claims-tab.tsx';
import { MaterialsTab } from './materials-tab.tsx';
import styles from './page.module.css';
import { ProductsTab } from './products-tab.tsx';
import { useBrands } from './use-catalog.ts';

type LibraryProps = { me: accounts.Me };

/** Material, products and brands; brand and tab stand in the address. */
export function Library({ me }: LibraryProps) {
  const { claims, console: words } = useWords();
  const { brandId, brands, set, tab } = useLibrary();
  if (!brands.data) {
    return brands.error ? (
      <FailedState error={brands.error} onRetry={() => void brands.refetch()} />
    ) : (
      <SkeletonRows count={5} height={72} />
    );
  }
  const isOperator = me.role === 'operator';
  return (
    <>
      <header className={styles.pageHead}>
        <h1>{words.materials}</h1>
        {tab !== 'brands' && brands.data.length > 0 && (
          <Select
            aria-label={words.brand}
            data={brands.data.map((brand: catalog.Brand) => ({ value: brand.brandId, label: brand.name }))}
            value={brandId}
            onChange={(picked) => set({ brand: picked ?? '', tab })}
          />
        )}
      </header>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => set({ brand: brandId ?? '', tab: next ?? 'materials' })}
      >
        <Tabs.List className={styles.tabs ?? ''} aria-label={words.materials}>
          <Tabs.Tab value="materials">{words.materialsTab}</Tabs.Tab>
          <Tabs.Tab value="products">{words.productsTab}</Tabs.Tab>
          <Tabs.Tab value="claims">{claims.tab}</Tabs.Tab>
          <Tabs.Tab value="brands">{words.brandsTab}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="brands">
          <BrandsTab brands={brands.data} canEdit={isOperator} />
        </Tabs.Panel>
        {brandId ? (
          <>
            <Tabs.Panel value="materials">
              <MaterialsTab key={brandId} brandId={brandId} isOperator={isOperator} />
            </Tabs.Panel>
            <Tabs.Panel value="products">
              <ProductsTab key={brandId} brandId={brandId} />
            </Tabs.Panel>
            <Tabs.Panel value="claims">
              <ClaimsTab key={brandId} brandId={brandId} />
            </Tabs.Panel>
          </>
        ) : (
          tab !== 'brands' && (
            <EmptyState icon="poster" title={words.brandsEmpty} text={words.brandsEmptyText}>
              {isOperator && (
                <Button variant="filled" onClick={() => set({ brand: '', tab: 'brands' })}>
                  {words.brandsTab}
                </Button>
              )}
            </EmptyState>
          )
        )}
      </Tabs>
    </>
  );
}

function useLibrary() {
  const brands = useBrands();
  const [params, setParams] = useSearchParams();
  const brandId = params.get('brand') || brands.data?.[0]?.brandId || null;
  const tab = params.get('tab') ?? 'materials';
  const set = (next: { brand: string; tab: string }) => setParams(next, { replace: true });
  return { brandId, brands, set, tab };
}
