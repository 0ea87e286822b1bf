import { Button, Select, TextInput } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AccountsTable } from './accounts-table.tsx';
import editorStyles from './editor.module.css';
import { InviteLinks } from './invite-links.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';
import pageStyles from './page.module.css';

const roles = ['operator', 'host', 'shopkeeper'] as const;
type PeopleProps = { me: accounts.Me };

/** Accounts with a filter in the address; an operator makes and manages them. */
export function People({ me }: PeopleProps) {
  const words = useWords();
  const own = words.console;
  const [isMaking, setMaking] = useState(false);
  const { data, error, refetch, role, search, set } = useAccounts();
  const isOperator = me.role === 'operator';
  return (
    <>
      <header className={pageStyles.pageHead}>
        <h1>{own.people}</h1>
        {isOperator && (
          <Button variant="filled" leftSection={<Icon name="add" size={16} />} onClick={() => setMaking(true)}>
            {own.newAccount}
          </Button>
        )}
      </header>
      <div className={pageStyles.filters}>
        <TextInput
          w={280}
          aria-label={own.search}
          placeholder={own.search}
          maxLength={64}
          leftSection={<Icon name="search" size={16} />}
          value={search}
          onChange={(event) => set({ search: event.currentTarget.value, role })}
        />
        {isOperator && (
          <Select
            w={150}
            aria-label={own.role}
            data={[
              { value: '', label: own.allRoles },
              ...roles.map((value) => ({ value, label: words.common.role[value] })),
            ]}
            value={role}
            onChange={(picked) => set({ search, role: picked ?? '' })}
          />
        )}
      </div>
      <div className={editorStyles.editor}>
        <div>
          {!data && error && <FailedState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <SkeletonRows count={7} height={56} />}
          {data?.length === 0 && <EmptyState icon="people" title={own.peopleEmpty} text={own.peopleEmptyText} />}
          {data && data.length > 0 && <AccountsTable rows={data} me={me} />}
        </div>
        <section className={pageStyles.section} aria-label={own.invitations}>
          <header>
            <h2>{own.invitations}</h2>
          </header>
          <InviteLinks showId={null} />
        </section>
      </div>
      {isMaking && <NewAccountDialog onClose={() => setMaking(false)} />}
    </>
  );
}

function useAccounts() {
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const wanted = params.get('role') ?? '';
  const role = roles.find((known) => known === wanted);
  const filter = { ...(role && { role }), ...(search.trim() && { search: search.trim() }) };
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.accounts(filter),
    queryFn: ({ signal }) => call(api.listAccounts, filter, signal),
    select: (answer) => answer.accounts,
    placeholderData: (before) => before,
  });
  const set = (next: { search: string; role: string }) =>
    setParams(
      { ...(next.search && { search: next.search }), ...(next.role && { role: next.role }) },
      { replace: true },
    );
  return { data, error, refetch, role: role ?? '', search, set };
}
