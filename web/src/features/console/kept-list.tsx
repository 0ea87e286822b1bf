import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { NoneFound } from './none-found.tsx';
import styles from './page.module.css';
import { useFound } from './use-found.ts';

/** What is open in the form of a list: a thing that is kept, a new one, or nothing. */
export type Opened<Kept> = Kept | 'new' | null;

type KeptListProps<Kept> = {
  asked: { data: readonly Kept[] | undefined; error: Error | null; refetch: () => unknown };
  words: { add: string; edit: string; empty: string; emptyText: string; find: string };
  /** By what one of them is found. */
  toText: (kept: Kept) => string;
  icon: IconName;
  row: { height: number; gap: number };
  open: Opened<Kept>;
  onOpen: (open: Opened<Kept>) => void;
  /** The list as it looks once there is something in it, or those of it that are looked for. */
  children: (found: readonly Kept[]) => ReactNode;
  form: ReactNode;
};

/** A brand's things of one kind, in every state of a list, and the form that adds or changes one. */
export function KeptList<Kept>(props: KeptListProps<Kept>) {
  const { asked, children, form, icon, onOpen, open, row, toText, words } = props;
  const { data, error, refetch } = asked;
  const { find } = useWords().console;
  const finding = useFound(data, toText);
  const { found = [] } = finding;
  const add = (
    <Button variant="filled" leftSection={<Icon name="add" size={16} />} onClick={() => onOpen('new')}>
      {words.add}
    </Button>
  );
  return (
    <>
      {data && data.length > 0 && (
        <div className={styles.filters}>
          {add}
          {finding.isOffered && (
            <SearchField ref={finding.field} label={words.find} value={finding.search} onChange={finding.setSearch} />
          )}
          <p className={styles.faint} role="status">
            {finding.isNarrowed && find.count(found.length, data.length)}
          </p>
        </div>
      )}
      {!data && error && <FailedState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={3} {...row} />}
      {data?.length === 0 && (
        <EmptyState icon={icon} title={words.empty} text={words.emptyText}>
          {add}
        </EmptyState>
      )}
      <NoneFound finding={finding} />
      {children(found)}
      {open !== null && (
        <OpenDialog size={560} onClose={() => onOpen(null)} title={open === 'new' ? words.add : words.edit}>
          {form}
        </OpenDialog>
      )}
    </>
  );
}
