import { Button, SegmentedControl } from '@mantine/core';
import type { shows } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './page.module.css';
import { ShowsTable } from './shows-table.tsx';

const groups = {
  all: () => true,
  live: (state: shows.ShowState) => state === 'live',
  coming: (state: shows.ShowState) => state === 'scheduled' || state === 'postponed',
  draft: (state: shows.ShowState) => state === 'draft',
  past: (state: shows.ShowState) => state === 'ended' || state === 'archived' || state === 'cancelled',
} as const;
type Group = keyof typeof groups;

/** Shows, live first; the filter stands in the address. */
export function ShowsList() {
  const words = useWords().console;
  const { data, error, group, refetch, rows, setGroup } = useShows();
  const newShow = (
    <Button component={Link} href={paths.newShow} variant="filled" leftSection={<Icon name="add" size={16} />}>
      {words.newShow}
    </Button>
  );
  return (
    <>
      <header className={styles.pageHead}>
        <h1>{words.shows}</h1>
        {data && data.shows.length > 0 && newShow}
      </header>
      {data && data.shows.length > 0 && (
        <div className={styles.filters}>
          <SegmentedControl
            aria-label={words.showsFilter}
            value={group}
            onChange={setGroup}
            data={Object.keys(groups).map((value) => ({ value, label: words.filter[value as Group] }))} // Keys of the same table.
          />
        </div>
      )}
      {!data && error && <FailedState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={6} height={64} />}
      {data?.shows.length === 0 && (
        <EmptyState icon="show" title={words.showsEmpty} text={words.showsEmptyText}>
          {newShow}
        </EmptyState>
      )}
      {data && data.shows.length > 0 && rows.length === 0 && <EmptyState icon="search" title={words.showsNone} />}
      {rows.length > 0 && <ShowsTable rows={rows} />}
    </>
  );
}

function useShows() {
  const [params, setParams] = useSearchParams();
  const wanted = params.get('state');
  const group: Group = wanted && Object.hasOwn(groups, wanted) ? (wanted as Group) : 'all'; // Checked just before.
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.shows,
    queryFn: ({ signal }) => call(api.listShows, {}, signal),
    refetchInterval: 15_000,
  });
  const rows = data?.shows.filter((row) => groups[group](row.state)) ?? [];
  const setGroup = (next: string) => setParams(next === 'all' ? {} : { state: next }, { replace: true });
  return { data, error, group, refetch, rows, setGroup };
}
