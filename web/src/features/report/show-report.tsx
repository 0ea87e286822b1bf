import { Button } from '@mantine/core';
import type { insights } from '@shoal/contract';
import { toFailureCode } from '../../api/call-failure.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatClock, formatMoment, formatSpan } from '../../ui/format-time.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './report.module.css';
import { ReportFigures } from './report-figures.tsx';
import { ReportTables } from './report-tables.tsx';
import { useReport } from './use-report.ts';

/** What came of a show: its figures, then table by table. */
export function ShowReport({ showId }: { showId: string }) {
  const words = useWords().report;
  const { data, error, isFetching, refetch } = useReport(showId);
  if (!data && error && toFailureCode(error) === 'shows.wrong_state')
    return <EmptyState icon="clock" title={words.notYet} text={words.notYetText} />;
  if (!data && error) return <FailedState error={error} onRetry={() => void refetch()} />;
  if (!data) return <ReportSkeleton />;
  return (
    <div className={styles.report}>
      <ReportHead report={data} isCounting={isFetching} onCount={() => void refetch()} />
      <ReportFigures school={data.school} />
      <ReportTables report={data} />
    </div>
  );
}

type ReportHeadProps = { report: insights.ShowReport; isCounting: boolean; onCount: () => void };
function ReportHead({ isCounting, onCount, report }: ReportHeadProps) {
  const words = useWords().report;
  const locale = useLocale();
  const { countedAt, endedAt, isRehearsal, wentLiveAt } = report;
  const length = formatSpan(Date.parse(endedAt) - Date.parse(wentLiveAt));
  return (
    <div className={styles.head}>
      <p>
        <b>{words.span(formatMoment(wentLiveAt, locale), formatClock(endedAt, locale), length)}</b>
        <small role="status">{words.countedAt(formatClock(countedAt, locale))}</small>
        {isRehearsal && <small>{words.rehearsal}</small>}
      </p>
      <Button variant="default" loading={isCounting} onClick={onCount}>
        {words.refresh}
      </Button>
    </div>
  );
}

const ReportSkeleton = () => (
  <div className={styles.report}>
    <SkeletonRows count={1} height={180} />
    <SkeletonRows count={3} height={150} gap={16} />
  </div>
);
