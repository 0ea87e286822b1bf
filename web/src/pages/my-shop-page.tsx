import { Link } from 'wouter';
import { ShopEditor } from '../features/my-shop/shop-editor.tsx';
import { useMyShop } from '../features/my-shop/use-my-shop.ts';
import { paths } from '../hooks/paths.ts';
import { useWords } from '../hooks/use-words.ts';
import { FailedState } from '../ui/failed-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import styles from './shopkeeper-home-page.module.css';

/** Where a shopkeeper arranges her shop. */
export function MyShopPage() {
  const words = useWords();
  const { data, error, isPending, refetch } = useMyShop();
  return (
    <main className={styles.narrow}>
      <header className={styles.head}>
        <Link href={paths.home} className={styles.account} aria-label={words.common.back}>
          <Icon name="back" size={22} />
        </Link>
        <h1>{words.shops.own.title}</h1>
      </header>
      <div className={styles.shows}>
        {isPending && <SkeletonRows count={4} height={120} gap={12} />}
        {error && !data && <FailedState error={error} onRetry={() => void refetch()} />}
        {data && <ShopEditor shop={data} />}
      </div>
    </main>
  );
}
