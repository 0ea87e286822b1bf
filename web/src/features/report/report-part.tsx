import { Button } from '@mantine/core';
import type { insights } from '@shoal/contract';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { IconName } from '../../ui/icon.tsx';
import styles from './report.module.css';
import { useReportFile } from './use-report.ts';

/** What a row says under a label; the first column names the row. */
export type Column<Row> = { label: string; toCell: (row: Row) => ReactNode };

type ReportPartProps<Row> = {
  showId: string;
  table: insights.ReportTable;
  title: string;
  text?: string;
  rows: readonly Row[];
  toKey: (row: Row) => string | number;
  columns: readonly Column<Row>[];
  empty: { icon: IconName; title: string; text?: string };
};

/** One table of a report, with its file; where there is no room for columns each row is a card. */
export function ReportPart<Row>({ columns, empty, rows, showId, table, text, title, toKey }: ReportPartProps<Row>) {
  const words = useWords().report;
  const { isSaving, save } = useReportFile(showId, table);
  const [first, ...others] = columns;
  return (
    <section className={styles.part} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {text && rows.length > 0 && <p>{text}</p>}
        {rows.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={isSaving}
            aria-label={words.downloadOf(title)}
            onClick={save}
          >
            {words.download}
          </Button>
        )}
      </header>
      {rows.length === 0 ? (
        <EmptyState isDense {...empty} />
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map(({ label }) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={toKey(row)}>
                <th scope="row">{first?.toCell(row)}</th>
                {others.map(({ label, toCell }) => (
                  <td key={label} data-label={label}>
                    {toCell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
