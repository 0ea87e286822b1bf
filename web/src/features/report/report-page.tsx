import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './report.module.css';
import { ShowReport } from './show-report.tsx';

/** A show's report as a page of the console, one step above it the show itself. */
export function ReportPage({ showId }: { showId: string }) {
  const { common, report } = useWords();
  const { data } = useQuery({
    queryKey: queryKeys.show(showId),
    queryFn: ({ signal }) => call(api.getShow, { showId }, signal),
  });
  return (
    <>
      <header className={styles.pageHead}>
        <ActionIcon component={Link} href={paths.editShow(showId)} aria-label={common.back}>
          <Icon name="back" />
        </ActionIcon>
        <h1>{data ? report.of(data.title) : report.title}</h1>
      </header>
      <ShowReport showId={showId} />
    </>
  );
}
