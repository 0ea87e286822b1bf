import type { accounts, replays, shows } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../api/call.ts';
import { CallFailure } from '../api/call-failure.ts';
import { api } from '../api/endpoints.ts';
import { queryKeys } from '../api/query-keys.ts';
import { ChatList } from '../features/chat/chat-list.tsx';
import { DropFeed } from '../features/drops/drop-feed.tsx';
import { ForwardSheet } from '../features/forward/forward-sheet.tsx';
import type { ForwardedMaterial } from '../features/forward/use-forward.ts';
import { ChapterStrip } from '../features/replay-player/chapter-strip.tsx';
import { RecordingGaps } from '../features/replay-player/recording-gaps.tsx';
import { ReplayPlayer } from '../features/replay-player/replay-player.tsx';
import { useReplayPlayer } from '../features/replay-player/use-replay-player.ts';
import { paths } from '../hooks/paths.ts';
import { useWords } from '../hooks/use-words.ts';
import type { ChatLine } from '../live/chat-log.ts';
import { type Drop, tellUntil } from '../live/show-story.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import { formatSpan } from '../ui/format-time.ts';
import { Tag } from '../ui/tag.tsx';
import { TapButton } from '../ui/tap-button.tsx';
import styles from './replay-page.module.css';
import { useMaterialDesk } from './use-material-desk.ts';
import { useRoomPage } from './use-room.ts';

type ReplayPageProps = { me: accounts.Me; showId: string };

const isFinal = (error: unknown) => error instanceof CallFailure && error.retry === 'never';
const isNotReady = (error: unknown) => error instanceof CallFailure && error.code === 'replays.not_ready';

/** A finished show: every drop and every word of the chat comes back at its moment. */
export function ReplayPage({ me, showId }: ReplayPageProps) {
  const { room, schedule } = useWords();
  const { rehearsal } = schedule;
  const words = room.replay;
  const [, go] = useLocation();
  const page = useRoomPage(showId);
  const replay = useQuery<replays.Replay>({
    queryKey: queryKeys.replay(showId),
    queryFn: ({ signal }) => call(api.getReplay, { showId: showId as shows.RoomPage['showId'] }, signal),
    retry: (failures, error) => !isNotReady(error) && !isFinal(error) && failures < 2,
    refetchInterval: ({ state }) => (isNotReady(state.error) ? 1_500 : false),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const cover = page.data?.cover;
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <TapButton icon="back" label={words.backHome} onClick={() => go(paths.home)} />
        <h1>{page.data?.title ?? words.title}</h1>
        {page.data?.isRehearsal && <Tag>{rehearsal.badge}</Tag>}
        <span className={styles.tag}>{words.title}</span>
      </header>
      {replay.data && (
        <OpenReplay me={me} showId={showId} replay={replay.data} posterPath={cover ? `${cover.path}?w=1280` : null} />
      )}
      {!replay.data && replay.error && !isNotReady(replay.error) && (
        <FailedState error={replay.error} onRetry={() => void replay.refetch()} />
      )}
      {!replay.data && isNotReady(replay.error) && <Preparing />}
      {replay.isPending && <div className={styles.skeleton} aria-busy="true" />}
    </main>
  );
}

function Preparing() {
  const { replay } = useWords().room;
  return (
    <div role="status">
      <EmptyState icon="clock" title={replay.preparing} text={replay.preparingText} />
    </div>
  );
}

type OpenReplayProps = { me: accounts.Me; showId: string; replay: replays.Replay; posterPath: string | null };
function OpenReplay({ me, posterPath, replay, showId }: OpenReplayProps) {
  const words = useWords().room.replay;
  const { jumpTo, problem, ref, timeMs } = useReplayPlayer(replay.hlsPath, replay.chapters);
  const lines = useMemo(() => toLines(replay.chat, timeMs), [replay.chat, timeMs]);
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <ReplayPlayer videoRef={ref} problem={problem} gaps={replay.gaps} timeMs={timeMs} posterPath={posterPath} />
        <ChapterStrip chapters={replay.chapters} timeMs={timeMs} onJump={jumpTo} />
        {me.role !== 'shopkeeper' && <RecordingGaps gaps={replay.gaps} onJump={jumpTo} />}
        <p className={styles.keys}>{words.keys}</p>
      </div>
      <div className={styles.right}>
        <ReplayFeed me={me} showId={showId} replay={replay} timeMs={timeMs} />
        <section className={styles.chat} aria-label={words.chat}>
          <h2>{words.chat}</h2>
          <ChatList lines={lines} myAccountId={me.accountId} emptyTitle={words.chatEmpty} />
        </section>
      </div>
    </div>
  );
}

const toLines = (messages: replays.Replay['chat'], timeMs: number): ChatLine[] =>
  messages.filter((message) => message.programmeMs <= timeMs).map((message) => ({ ...message, delivery: 'sent' }));

type ReplayFeedProps = { me: accounts.Me; showId: string; replay: replays.Replay; timeMs: number };
function ReplayFeed({ me, replay, showId, timeMs }: ReplayFeedProps) {
  const words = useWords().room.replay;
  const [isAll, setIsAll] = useState(false);
  const [forwarded, setForwarded] = useState<ForwardedMaterial | null>(null);
  const whole = useMemo(() => tellUntil(replay.entries, Number.POSITIVE_INFINITY), [replay.entries]);
  const desk = useMaterialDesk({ me, showId, drops: whole.drops, onForward: setForwarded, onSaved: () => {} });
  const until = useMemo(() => tellUntil(replay.entries, timeMs), [replay.entries, timeMs]);
  // What was taken back later must not be offered again, at whatever moment the replay stands.
  const recalled = new Set(whole.drops.filter((drop) => drop.isRecalled).map((drop) => drop.seq));
  const told = isAll ? whole : until;
  const story = { ...told, drops: told.drops.map((drop) => ({ ...drop, isRecalled: recalled.has(drop.seq) })) };
  const later = whole.drops.length - until.drops.length;
  return (
    <section className={styles.materials} aria-label={words.materials}>
      <header>
        <h2>{words.materials}</h2>
        {(later > 0 || isAll) && (
          <button type="button" onClick={() => setIsAll(!isAll)} aria-pressed={isAll}>
            {isAll ? words.showAtMoment : words.showAllMaterials}
          </button>
        )}
      </header>
      <DropFeed
        story={story}
        isReady
        emptyTitle={words.empty}
        marksOf={(drop) => ({ ...desk.toMarks(drop), isSeen: true, isSaved: false })}
        onSeen={() => {}}
        timeOf={(drop: Drop) => formatSpan(drop.programmeMs)}
        {...(desk.forDrops && { acts: desk.forDrops })}
      />
      {later > 0 && !isAll && <p className={styles.later}>{words.later(later)}</p>}
      {forwarded && (
        <ForwardSheet
          key={forwarded.seq}
          {...desk.forwardDeps}
          forwarded={forwarded}
          findShare={desk.shares.find}
          onClose={() => setForwarded(null)}
        />
      )}
    </section>
  );
}
