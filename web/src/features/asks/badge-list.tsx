import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatDay } from '../../ui/format-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './badge-list.module.css';
import { useBadges } from './use-badges.ts';

/** The products that she has studied. */
export function BadgeList() {
  const { home } = useWords().asks;
  const locale = useLocale();
  const { data, error, isPending, refetch } = useBadges();
  if (isPending) return <SkeletonRows count={2} height={44} />;
  if (error && !data) return <FailedState isDense error={error} onRetry={() => void refetch()} />;
  if (data?.badges.length === 0) return <EmptyState isDense icon="check" title={home.empty} text={home.emptyText} />;
  return (
    <ul className={styles.badges}>
      {data?.badges.map(({ earnedAt, productId, productName }) => (
        <li key={productId}>
          <Icon name="check" size={20} />
          <div>
            <b>{productName}</b>
            <small>{home.since(formatDay(earnedAt, locale))}</small>
          </div>
        </li>
      ))}
    </ul>
  );
}
