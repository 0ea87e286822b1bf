import type { insights } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import { formatSpan } from '../../ui/format-time.ts';
import { Tag } from '../../ui/tag.tsx';
import styles from './report.module.css';
import { type Column, ReportPart } from './report-part.tsx';
import { useReportText } from './use-report-text.ts';

type ReportTablesProps = { report: insights.ShowReport };
type Sold = Pick<insights.ReportDrop, 'orders' | 'sales'>;

/** Drops, tasks, asks and people, each as a table. */
export function ReportTables({ report }: ReportTablesProps) {
  return (
    <>
      <Drops report={report} />
      <Shopkeepers report={report} />
      <Tasks report={report} />
      <Asks report={report} />
    </>
  );
}

function useSoldColumns(): Column<Sold>[] {
  const { column } = useWords().report;
  const { toCount, toSales } = useReportText();
  return [
    { label: column.orders, toCell: ({ orders }) => toCount(orders) },
    { label: column.sales, toCell: ({ sales }) => toSales(sales) || '–' },
  ];
}

function Drops({ report: { drops, showId, wentLiveAt } }: ReportTablesProps) {
  const words = useWords().report;
  const { column } = words;
  const { toCount } = useReportText();
  const sold = useSoldColumns();
  return (
    <ReportPart
      showId={showId}
      table="drops"
      title={words.drops}
      rows={drops}
      toKey={({ dropSeq }) => dropSeq}
      empty={{ icon: 'drop', title: words.dropsEmpty, text: words.dropsEmptyText }}
      columns={[
        {
          label: column.drop,
          toCell: ({ at, isRecalled, title }) => (
            <>
              <span className={styles.name}>{title}</span>{' '}
              <small>{formatSpan(Date.parse(at) - Date.parse(wentLiveAt))}</small>{' '}
              {isRecalled && <Tag>{words.recalled}</Tag>}
            </>
          ),
        },
        { label: column.seen, toCell: ({ seen }) => toCount(seen) },
        { label: column.saved, toCell: ({ saved }) => toCount(saved) },
        { label: column.forwarded, toCell: ({ forwarded }) => toCount(forwarded) },
        { label: column.clicks, toCell: ({ clicks }) => toCount(clicks) },
        ...sold,
      ]}
    />
  );
}

function Shopkeepers({ report: { shopkeepers, showId } }: ReportTablesProps) {
  const words = useWords().report;
  const { column } = words;
  const { toCount, toStay } = useReportText();
  const sold = useSoldColumns();
  return (
    <ReportPart
      showId={showId}
      table="shopkeepers"
      title={words.shopkeepers}
      text={words.shopkeepersText}
      rows={shopkeepers}
      toKey={({ accountId }) => accountId}
      empty={{ icon: 'people', title: words.shopkeepersEmpty }}
      columns={[
        { label: column.shopkeeper, toCell: ({ displayName }) => <span className={styles.name}>{displayName}</span> },
        { label: column.stay, toCell: ({ stayMs }) => toStay(stayMs) },
        { label: column.forwarded, toCell: ({ forwarded }) => toCount(forwarded) },
        { label: column.clicks, toCell: ({ clicks }) => toCount(clicks) },
        { label: column.points, toCell: ({ points }) => toCount(points) },
        ...sold,
      ]}
    />
  );
}

function Tasks({ report: { showId, tasks } }: ReportTablesProps) {
  const words = useWords().report;
  const { column } = words;
  const { toCount } = useReportText();
  return (
    <ReportPart
      showId={showId}
      table="tasks"
      title={words.tasks}
      rows={tasks}
      toKey={({ taskId }) => taskId}
      empty={{ icon: 'forward', title: words.tasksEmpty }}
      columns={[
        { label: column.task, toCell: ({ title }) => <span className={styles.name}>{title}</span> },
        { label: column.target, toCell: ({ targetForwards }) => toCount(targetForwards) },
        { label: column.forwarded, toCell: ({ forwarded }) => toCount(forwarded) },
        { label: column.opened, toCell: ({ opened }) => toCount(opened) },
        { label: column.ordered, toCell: ({ ordered }) => toCount(ordered) },
        { label: column.held, toCell: ({ held }) => toCount(held) },
      ]}
    />
  );
}

function Asks({ report: { asks, showId, wentLiveAt } }: ReportTablesProps) {
  const { asks: asked, report: words } = useWords();
  const { column } = words;
  const { toCount } = useReportText();
  return (
    <ReportPart
      showId={showId}
      table="asks"
      title={words.asks}
      rows={asks}
      toKey={({ askId }) => askId}
      empty={{ icon: 'check', title: words.asksEmpty }}
      columns={[
        {
          label: column.ask,
          toCell: ({ kind, openedAt, text }) => (
            <>
              <span className={styles.name}>{text ?? asked.kind[kind]}</span>{' '}
              <small>{formatSpan(Date.parse(openedAt) - Date.parse(wentLiveAt))}</small>
            </>
          ),
        },
        { label: column.kind, toCell: ({ kind }) => asked.kind[kind] },
        { label: column.answered, toCell: ({ answered }) => toCount(answered) },
        { label: column.allRight, toCell: ({ allRight }) => (allRight === null ? '–' : toCount(allRight)) },
      ]}
    />
  );
}
