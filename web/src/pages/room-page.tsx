import type { accounts, shows } from '@shoal/contract';
import { useLocation } from 'wouter';
import { CallFailure, type FailureCode } from '../api/call-failure.ts';
import { ClosedHall, Lobby } from '../features/lobby/lobby.tsx';
import { LobbyQuestions } from '../features/questions/lobby-questions.tsx';
import { paths } from '../hooks/paths.ts';
import { useSignal } from '../hooks/use-signal.ts';
import { useWords } from '../hooks/use-words.ts';
import type { ClosedBecause } from '../live/live-socket.ts';
import type { Room } from '../live/room.ts';
import type { TellableDate } from '../live/show-story.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailedState } from '../ui/failed-state.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { TapButton } from '../ui/tap-button.tsx';
import { LiveRoom } from './live-room.tsx';
import styles from './room-page.module.css';
import { useExpectPicture, useFollowPhase, useOpenRoom, useRoomPage } from './use-room.ts';

type RoomPageProps = { me: accounts.Me; showId: string };

/** A shopkeeper's place in a show: hall before, picture and feed during, replay after. */
export function RoomPage({ me, showId }: RoomPageProps) {
  const page = useRoomPage(showId);
  const { closed, enterAgain, room } = useOpenRoom(showId, me);
  if (page.error && !page.data) {
    return (
      <main className={styles.whole}>
        <FailedState error={page.error} onRetry={() => void page.refetch()} />
      </main>
    );
  }
  if (closed && closed !== 'closed_here') return <ShutOut reason={closed} onEnterAgain={enterAgain} />;
  if (!page.data || !room) return <RoomSkeleton />;
  return <OpenRoom me={me} page={page.data} room={room} />;
}

type OpenRoomProps = { me: accounts.Me; page: shows.RoomPage; room: Room };
function OpenRoom({ me, page, room }: OpenRoomProps) {
  const { common, room: words } = useWords();
  const { lobby } = words;
  const [, go] = useLocation();
  const { story } = useSignal(room.log);
  const presence = useSignal(room.show.presence);
  useFollowPhase(page.showId, `${story.phase} ${JSON.stringify(story.plan)} ${presence.status === 'refused'}`);
  const dated = followPlan(page, story.plan);
  useExpectPicture(room, dated);
  const phase = choosePhase(dated.state, story.phase);
  const onBack = () => go(paths.home);
  const onReplay = () => go(paths.replay(page.showId));
  if (presence.status === 'refused' && phase !== 'ended' && phase !== 'cancelled') {
    return <RefusedRoom code={presence.refusal} onRetry={() => globalThis.location.reload()} />;
  }
  if (phase === 'cancelled') {
    return (
      <ClosedHall room={dated} onBack={onBack}>
        <TapButton isWide onClick={onBack}>
          {common.toHome}
        </TapButton>
      </ClosedHall>
    );
  }
  if (phase === 'waiting') {
    const live = { showId: page.showId, socket: room.socket, show: room.show };
    return (
      <Lobby room={dated} plan={story.plan} clock={room.clock} online={presence.online} onBack={onBack}>
        <LobbyQuestions live={live} canAsk={me.role === 'shopkeeper'} />
      </Lobby>
    );
  }
  if (phase === 'ended' && story.drops.length === 0) {
    return (
      <ClosedHall room={page} onBack={onBack}>
        {page.hasReplay ? (
          <TapButton look="primary" icon="play" isWide onClick={onReplay}>
            {lobby.watchReplay}
          </TapButton>
        ) : null}
      </ClosedHall>
    );
  }
  return <LiveRoom me={me} page={page} room={room} isEnded={phase === 'ended'} onBack={onBack} onReplay={onReplay} />;
}

type RefusedRoomProps = { code: FailureCode | null; onRetry: () => void };
function RefusedRoom({ code, onRetry }: RefusedRoomProps) {
  return (
    <main className={styles.whole}>
      <FailedState error={new CallFailure(code ?? 'server.unexpected', 'join refused', 'never')} onRetry={onRetry} />
    </main>
  );
}

type Phase = 'waiting' | 'live' | 'ended' | 'cancelled';

/** The log is newer than the page: it decides whether the show is on. */
function choosePhase(state: shows.ShowState, told: 'before' | 'live' | 'ended'): Phase {
  if (told === 'ended' || state === 'ended' || state === 'archived') return 'ended';
  if (told === 'live' || state === 'live') return 'live';
  return state === 'cancelled' ? 'cancelled' : 'waiting';
}

/** While people wait the log is newer than the page: it decides about the date too. */
function followPlan(page: shows.RoomPage, plan: TellableDate | null): shows.RoomPage {
  if (!plan || !['scheduled', 'postponed', 'cancelled'].includes(page.state)) return page;
  return { ...page, state: plan.state, ...(plan.state !== 'cancelled' && { startsAt: plan.startsAt }) };
}

type ShutOutProps = { reason: ClosedBecause; onEnterAgain: () => void };
function ShutOut({ onEnterAgain, reason }: ShutOutProps) {
  const { chat, common, room } = useWords();
  const [, go] = useLocation();
  const { connection } = room;
  const text = { too_many_devices: connection.tooManyDevices, banned: chat.banned };
  return (
    <main className={styles.whole}>
      <EmptyState
        icon="lock"
        title={connection.refused}
        text={reason === 'too_many_devices' || reason === 'banned' ? text[reason] : connection.removed}
      >
        {reason === 'too_many_devices' && (
          <TapButton look="primary" onClick={onEnterAgain}>
            {connection.enterAgain}
          </TapButton>
        )}
        <TapButton onClick={() => go(paths.home)}>{common.toHome}</TapButton>
      </EmptyState>
    </main>
  );
}

function RoomSkeleton() {
  const { stage } = useWords().room;
  return (
    <main className={styles.room} aria-busy="true">
      <div className={styles.skeletonStage} role="status">
        {stage.entering}
      </div>
      <div className={styles.side}>
        <div className={styles.skeletonFeed}>
          <SkeletonRows count={3} height={160} gap={12} />
        </div>
      </div>
    </main>
  );
}
