import type { accounts, shows } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { call } from '../api/call.ts';
import { api } from '../api/endpoints.ts';
import { queryKeys } from '../api/query-keys.ts';
import { BadgeList } from '../features/asks/badge-list.tsx';
import { BalanceRow } from '../features/earnings/balance-row.tsx';
import { useEarnings, useLiveEarnings } from '../features/earnings/use-earnings.ts';
import { ShareRows } from '../features/forward/share-rows.tsx';
import { useLiveShareList, useShareList } from '../features/forward/use-shares.ts';
import { NextShowCard } from '../features/home/next-show-card.tsx';
import { ComingShowRow, LiveShowCard, PastShowRow } from '../features/home/show-cards.tsx';
import { useLiveInbox, useUnread } from '../features/inbox/use-inbox.ts';
import { RecallNotice } from '../features/recalls/recall-notice.tsx';
import { paths } from '../hooks/paths.ts';
import { useAccountSocket } from '../hooks/use-account-socket.ts';
import { useWords } from '../hooks/use-words.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { TapButton } from '../ui/tap-button.tsx';
import styles from './shopkeeper-home-page.module.css';

type ShopkeeperHomePageProps = { me: accounts.Me };

type ShowList = { shows: shows.ShowRow[]; serverNow: string };

const REFRESH_MS = 15_000;

/** Where a shopkeeper begins: what is on, what comes, what was, and what her links brought. */
export function ShopkeeperHomePage({ me }: ShopkeeperHomePageProps) {
  const { asks, common, room } = useWords();
  const list = useQuery<ShowList>({
    queryKey: queryKeys.shows,
    queryFn: ({ signal }) => call(api.listShows, {}, signal),
    refetchInterval: REFRESH_MS,
  });
  useHomeNews();
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <BrandMark size={32} />
        <b>{common.product}</b>
        <LanguageSwitch />
        <Link href={paths.account} className={styles.account} aria-label={room.home.account}>
          <Icon name="person" size={22} />
        </Link>
      </header>
      <h1 className={styles.hello}>{room.home.hello(me.displayName)}</h1>
      <RecallNotice />
      <div className={styles.columns}>
        <div className={styles.shows}>
          {list.isPending && <SkeletonRows count={3} height={120} gap={12} />}
          {list.error && !list.data && <FailedState error={list.error} onRetry={() => void list.refetch()} />}
          {list.data && <ShowLists list={list.data} heardAtMs={list.dataUpdatedAt} />}
        </div>
        <div className={styles.shows}>
          <MyInbox />
          <MyShop />
          <MyEarnings />
          <MyLinks />
          <Section title={asks.home.title} isShown>
            <div className={styles.links}>
              <BadgeList />
            </div>
          </Section>
        </div>
      </div>
    </main>
  );
}

/** Questions, visitors and orders come in while she looks. */
function useHomeNews(): void {
  const socket = useAccountSocket();
  useLiveInbox(socket);
  useLiveShareList(socket);
  useLiveEarnings(socket);
}

function ShowLists({ heardAtMs, list }: { list: ShowList; heardAtMs: number }) {
  const words = useWords();
  const { home } = words.room;
  const { serverNow, shows: rows } = list;
  const live = rows.filter((show) => show.state === 'live');
  const next = rows.find((show) => show.state === 'scheduled' && show.startsAt !== null);
  const coming = rows.filter((show) => show !== next && (show.state === 'scheduled' || show.state === 'postponed'));
  const past = rows.filter((show) => ['ended', 'archived', 'cancelled'].includes(show.state));
  if (rows.length === 0) return <EmptyState icon="show" title={home.empty} text={home.emptyText} />;
  return (
    <>
      <Section title={home.liveNow} isShown={live.length > 0}>
        {live.map((show) => (
          <LiveShowCard key={show.showId} show={show} />
        ))}
      </Section>
      <Section title={words.schedule.reminder.next} isShown={next !== undefined}>
        {next?.startsAt && <NextShowCard {...{ heardAtMs, serverNow }} show={next} startsAt={next.startsAt} />}
      </Section>
      <Section title={home.coming} isShown={coming.length > 0}>
        {coming.map((show) => (
          <ComingShowRow key={show.showId} show={show} />
        ))}
      </Section>
      <Section title={home.past} isShown={past.length > 0}>
        {past.map((show) => (
          <PastShowRow key={show.showId} show={show} />
        ))}
      </Section>
    </>
  );
}

function MyInbox() {
  const { inbox } = useWords().inquiries;
  const { data } = useUnread();
  const count = data?.unread ?? 0;
  const hint = data?.inquiries.length === 0 ? inbox.homeEmpty : inbox.allRead;
  return (
    <Section title={inbox.title} isShown={data !== undefined}>
      <p className={styles.total}>{count > 0 ? inbox.unread(count) : hint}</p>
      <TapButton look={count > 0 ? 'primary' : 'soft'} icon="chat" to={paths.inbox}>
        {inbox.open}
      </TapButton>
    </Section>
  );
}

function MyShop() {
  const { own } = useWords().shops;
  return (
    <Section title={own.title} isShown>
      <p className={styles.total}>{own.homeText}</p>
      <TapButton look="soft" icon="edit" to={paths.myShop}>
        {own.open}
      </TapButton>
    </Section>
  );
}

function MyEarnings() {
  const { earnings } = useWords().orders;
  const { data } = useEarnings();
  return (
    <Section title={earnings.title} isShown={data !== undefined}>
      {data?.balances.length === 0 && <p className={styles.total}>{earnings.emptyText}</p>}
      {data?.balances.map((balance) => (
        <BalanceRow key={balance.currency} balance={balance} />
      ))}
      <TapButton look="soft" icon="archive" to={paths.earnings}>
        {earnings.open}
      </TapButton>
    </Section>
  );
}

function MyLinks() {
  const { home } = useWords().room;
  const list = useShareList(undefined);
  return (
    <Section title={home.links} isShown>
      <div className={styles.links}>
        {list.isPending && <SkeletonRows count={3} height={48} />}
        {list.error && !list.data && <FailedState error={list.error} onRetry={() => void list.refetch()} isDense />}
        {list.data?.shares.length === 0 && (
          <EmptyState icon="link" title={home.linksEmpty} text={home.linksEmptyText} isDense />
        )}
        {list.data && list.data.shares.length > 0 && (
          <>
            <p className={styles.total}>{home.visitorsTotal(list.data.visitorsTotal, list.data.visitsTotal)}</p>
            <ShareRows shares={list.data.shares} />
          </>
        )}
      </div>
    </Section>
  );
}

function Section({ children, isShown, title }: { title: string; isShown: boolean; children: ReactNode }) {
  if (!isShown) return null;
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
