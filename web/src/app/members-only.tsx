import { Button } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { forgetDraftsBut } from '../hooks/kept-drafts.ts';
import { adoptLocale } from '../hooks/locale.ts';
import { paths } from '../hooks/paths.ts';
import { useMe } from '../hooks/use-me.ts';
import { useWords } from '../hooks/use-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import styles from './app.module.css';
import { Reminders } from './lazy-pages.ts';
import { Splash } from './splash.tsx';

type Role = accounts.Me['role'];
type MembersOnlyProps = { roles?: readonly Role[]; children: (me: accounts.Me) => ReactNode };

/** Shows its page to those who may see it; the server repeats the check on every call. */
export function MembersOnly({ children, roles }: MembersOnlyProps) {
  const [path] = useLocation();
  const search = useSearch();
  const { data: me, error, isPending, refetch } = useMe();
  const [wasIn, setWasIn] = useState(false);
  useEffect(() => {
    if (!me) return;
    adoptLocale(me.locale);
    forgetDraftsBut(me.accountId);
    setWasIn(true);
  }, [me]);
  if (me) {
    return (
      <>
        {roles && !roles.includes(me.role) ? <NotForYou /> : children(me)}
        <Suspense fallback={null}>
          <Reminders />
        </Suspense>
      </>
    );
  }
  if (isPending) return <Splash />;
  if (error)
    return <main className={styles.whole}>{<FailedState error={error} onRetry={() => void refetch()} />}</main>;
  const next = `next=${encodeURIComponent(search ? `${path}?${search}` : path)}`;
  return <Redirect to={`${paths.signIn}?${next}${wasIn ? '&lost' : ''}`} replace />;
}

function NotForYou() {
  const { common, errors } = useWords();
  const [, go] = useLocation();
  return (
    <main className={styles.whole}>
      <EmptyState icon="lock" title={errors['accounts.not_allowed']}>
        <Button variant="filled" onClick={() => go(paths.home)}>
          {common.toHome}
        </Button>
      </EmptyState>
    </main>
  );
}
