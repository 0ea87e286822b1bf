import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './orders.module.css';

type WhyDialogProps = { orderId: string; onClose: () => void };

/** Why an order is credited to its shopkeeper: all that was considered, and what became of it. */
export function WhyDialog({ onClose, orderId }: WhyDialogProps) {
  const { credit } = useWords();
  const { why } = credit;
  const locale = useLocale();
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.attribution(orderId),
    queryFn: ({ signal }) => call(api.getAttribution, { orderId }, signal),
  });
  return (
    <OpenDialog onClose={onClose} title={why.title}>
      <p className={styles.quiet}>{why.rule}</p>
      {error && !data && <FailedState error={error} onRetry={() => void refetch()} isDense />}
      {!data && !error && <SkeletonRows count={2} height={48} gap={8} />}
      {data && !data.attribution && <p>{why.none}</p>}
      <ul className={styles.why}>
        {data?.attribution?.candidates.map(({ at, basis, shareId, shopkeeperName, verdict }) => (
          <li key={`${basis} ${shareId} ${at} ${verdict}`} data-chosen={verdict === 'chosen' || undefined}>
            <div>
              <b>{shopkeeperName}</b>
              <small>
                {why.basis[basis]} · {formatMoment(at, locale)}
              </small>
            </div>
            <span>{why.verdict[verdict]}</span>
          </li>
        ))}
      </ul>
    </OpenDialog>
  );
}
