import { Button, Modal } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoney } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './console.module.css';
import { ProductFaqs } from './product-faqs.tsx';
import { ProductForm } from './product-form.tsx';
import { useProducts } from './use-catalog.ts';

type ProductsTabProps = { brandId: string };

export function ProductsTab({ brandId }: ProductsTabProps) {
  const words = useWords();
  const own = words.console;
  const locale = useLocale();
  const { data, error, refetch } = useProducts(brandId);
  const [open, setOpen] = useState<catalog.KeptProduct | 'new' | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button variant="filled" leftSection={<Icon name="add" size={16} />} onClick={() => setOpen('new')}>
      {own.newProduct}
    </Button>
  );
  return (
    <>
      {data && data.length > 0 && <div className={styles.filters}>{add}</div>}
      {!data && error && <FailedState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={3} height={180} gap={14} />}
      {data?.length === 0 && (
        <EmptyState icon="bolt" title={own.productsEmpty} text={own.productsEmptyText}>
          {add}
        </EmptyState>
      )}
      <ul className={styles.cards}>
        {data?.map((product) => (
          <li key={product.productId}>
            <button type="button" className={styles.card} onClick={() => setOpen(product)}>
              <Picture path={product.picture?.path ?? null} width={320} ratio="4 / 3" icon="image" />
              <span className={styles.cardBody}>
                <strong>{product.name}</strong>
                <span className={styles.faint}>{formatMoney(product.price, locale)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Modal
        opened={open !== null}
        size={560}
        onClose={close}
        title={open === 'new' ? own.newProduct : own.editProduct}
        closeButtonProps={{ 'aria-label': words.common.close }}
      >
        {open && <ProductForm brandId={brandId} product={open === 'new' ? null : open} onDone={close} />}
        {open && open !== 'new' && <ProductFaqs productId={open.productId} />}
      </Modal>
    </>
  );
}
