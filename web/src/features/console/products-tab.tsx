import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { usePriceText } from '../../hooks/use-price-text.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Picture } from '../../ui/picture.tsx';
import { KeptList, type Opened } from './kept-list.tsx';
import libraryStyles from './library.module.css';
import pageStyles from './page.module.css';
import { ProductFaqs } from './product-faqs.tsx';
import { ProductForm } from './product-form.tsx';
import { useProducts } from './use-catalog.ts';

type ProductsTabProps = { brandId: string };

export function ProductsTab({ brandId }: ProductsTabProps) {
  const { console: own } = useWords();
  const toText = usePriceText();
  const asked = useProducts(brandId);
  const [open, setOpen] = useState<Opened<catalog.KeptProduct>>(null);
  return (
    <KeptList
      asked={asked}
      words={{
        add: own.newProduct,
        edit: own.editProduct,
        empty: own.productsEmpty,
        emptyText: own.productsEmptyText,
        find: own.find.products,
      }}
      toText={({ name }) => name}
      icon="bolt"
      row={{ height: 180, gap: 14 }}
      open={open}
      onOpen={setOpen}
      form={
        <>
          {open && (
            <ProductForm brandId={brandId} product={open === 'new' ? null : open} onDone={() => setOpen(null)} />
          )}
          {open && open !== 'new' && <ProductFaqs productId={open.productId} />}
        </>
      }
    >
      {(found) => (
        <ul className={libraryStyles.cards}>
          {found.map((product) => (
            <li key={product.productId}>
              <button type="button" className={libraryStyles.card} onClick={() => setOpen(product)}>
                <Picture path={product.picture?.path ?? null} width={320} ratio="4 / 3" icon="image" />
                <span className={libraryStyles.cardBody}>
                  <strong>{product.name}</strong>
                  <span className={pageStyles.faint}>{toText(product)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </KeptList>
  );
}
