import type { accounts, shows } from '@shoal/contract';
import { useCallback, useEffect, useState } from 'react';
import { RoomAsk } from '../features/asks/room-ask.tsx';
import { ChatLines } from '../features/chat/chat-lines.tsx';
import { ChatPanel } from '../features/chat/chat-panel.tsx';
import { ChatSheet } from '../features/chat/chat-sheet.tsx';
import { DropFeed } from '../features/drops/drop-feed.tsx';
import { useLiveEarnings } from '../features/earnings/use-earnings.ts';
import { ForwardSheet } from '../features/forward/forward-sheet.tsx';
import type { ForwardedMaterial } from '../features/forward/use-forward.ts';
import { VisitNote } from '../features/forward/visit-note.tsx';
import { VisitsSheet } from '../features/forward/visits-sheet.tsx';
import { AskedNote } from '../features/inbox/asked-note.tsx';
import { InboxSheet } from '../features/inbox/inbox-sheet.tsx';
import { useAskedNow } from '../features/inbox/use-asked-now.ts';
import { RoomGoal } from '../features/league/room-goal.tsx';
import { AboutShow } from '../features/lobby/about-show.tsx';
import { QuestionNews } from '../features/questions/question-news.tsx';
import { QuestionSheet } from '../features/questions/question-sheet.tsx';
import { ConnectionLine } from '../features/stage/connection-line.tsx';
import { EndedStage } from '../features/stage/ended-stage.tsx';
import { StagePlayer } from '../features/stage/stage-player.tsx';
import { type LookBack, useLookBack } from '../features/stage/use-look-back.ts';
import { TaskCard } from '../features/tasks/task-card.tsx';
import { useOwnTasks } from '../features/tasks/use-own-tasks.ts';
import { useIsWide } from '../hooks/use-is-wide.ts';
import { useSignal } from '../hooks/use-signal.ts';
import type { Room } from '../live/room.ts';
import type { Drop } from '../live/show-story.ts';
import { RoomBar } from './room-bar.tsx';
import styles from './room-page.module.css';
import { useLiveVisits, useMaterialDesk } from './use-material-desk.ts';
import { useNews } from './use-news.ts';
import { usePictureChoice } from './use-room.ts';

type LiveRoomProps = {
  me: accounts.Me;
  page: shows.RoomPage;
  room: Room;
  isEnded: boolean;
  onBack: () => void;
  onReplay: () => void;
};
type OpenSheet =
  | { kind: 'chat' }
  | { kind: 'questions' }
  | { kind: 'visits' }
  | { kind: 'inbox' }
  | { kind: 'forward'; forwarded: ForwardedMaterial }
  | null;

/** The show: picture on top, the feed below it, the bar where the thumb is; in a wide window the feed beside, the chat below. */
export function LiveRoom({ isEnded, me, onBack, onReplay, page, room }: LiveRoomProps) {
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const [answersRead, setAnswersRead] = useState(0);
  const { story } = useSignal(room.log);
  const presence = useSignal(room.show.presence);
  const receipts = useSignal(room.receipts);
  const desk = useMaterialDesk({
    me,
    showId: page.showId,
    drops: story.drops,
    onForward: (forwarded) => setSheet({ kind: 'forward', forwarded }),
    onSaved: (seq) => room.reportSaved(seq),
  });
  const { hideVisit, visit } = useLiveVisits(room, desk.shares);
  const marksOf = (drop: Drop) => ({
    ...desk.toMarks(drop),
    isSeen: receipts?.seen.includes(drop.seq) ?? false,
    isSaved: receipts?.saved.includes(drop.seq) ?? false,
  });
  const newest = story.drops.findLast((drop) => !drop.isRecalled && drop.material.kind === 'poster');
  const forwardable = newest ?? story.drops.findLast((drop) => !drop.isRecalled);
  useLiveEarnings(room.socket);
  const isShopkeeper = me.role === 'shopkeeper';
  const own = useOwnTasks(room, page.showId, isShopkeeper);
  const news = useNews(own, { hideVisit, visit, tasks: story.tasks });
  const buyer = useAskedNow(room.socket);
  const openTasks = isShopkeeper && !isEnded ? story.tasks.filter(({ closed }) => closed === null) : [];
  const isConnected = presence.status === 'joined';
  const posterPath = page.cover ? `${page.cover.path}?w=750` : null;
  const answers = story.answered.length;
  const close = () => {
    if (sheet?.kind === 'questions') setAnswersRead(answers);
    setSheet(null);
  };
  // Who looks back goes on when the show ends.
  const back = useLookBack(useSignal(room.watch.view).hlsPath, room.picture);
  const isWide = useIsWide();
  const toChat = isWide ? null : () => setSheet({ kind: 'chat' });
  const chat = {
    chat: room.chat,
    desk: presence.isModerator ? room.moderation : null,
    myAccountId: me.accountId,
    isMuted: presence.isMuted,
    isConnected,
  };
  const live = { showId: page.showId, socket: room.socket, show: room.show };
  const openAskId = story.ask?.closed === null ? story.ask.askId : null;
  useEffect(() => {
    // A check-in lasts a minute: what she reads gives way to it, what she forwards or writes to a buyer does not.
    if (openAskId) setSheet((open) => (open?.kind === 'forward' || open?.kind === 'inbox' ? open : null));
  }, [openAskId]);
  return (
    <main className={styles.room}>
      {news.said && <VisitNote {...news.said} onGone={news.hide} />}
      <div className={styles.stage}>
        {isEnded && back.path === null ? (
          <EndedStage
            {...{ posterPath, onBack, onReplay }}
            title={page.title}
            isRehearsal={page.isRehearsal}
            hasReplay={page.hasReplay}
          />
        ) : (
          <Stage room={room} page={page} back={back} posterPath={posterPath} onBack={onBack} onChat={toChat} />
        )}
      </div>
      <div className={styles.side}>
        <ConnectionLine isConnected={isConnected} hasBeenConnected={presence.joins > 0} />
        {!isEnded && <RoomGoal live={live} hasPlace={me.role === 'shopkeeper'} />}
        {openTasks.map((task) => (
          <TaskCard
            key={task.taskId}
            task={task}
            own={own.find(task.taskId)}
            serverNowMs={room.clock.nowMs}
            onForward={() =>
              setSheet({ kind: 'forward', forwarded: { seq: task.dropSeq, material: task.material, task } })
            }
          />
        ))}
        <DropFeed
          story={story}
          isReady={presence.joins > 0 && receipts !== null}
          marksOf={marksOf}
          onSeen={(seq) => room.reportSeen([seq])}
          {...(desk.forDrops && { acts: desk.forDrops })}
        />
        {!isEnded && me.role === 'shopkeeper' && <RoomAsk room={room} ask={story.ask} isConnected={isConnected} />}
        {buyer.asked && (
          <AskedNote
            asked={buyer.asked}
            isCovered={sheet !== null}
            onGone={buyer.hide}
            onOpen={() => {
              buyer.hide();
              setSheet({ kind: 'inbox' });
            }}
          />
        )}
        <RoomBar
          canForward={desk.forDrops !== null}
          hasDrop={forwardable !== undefined}
          isQuiet={openAskId !== null || openTasks.some(({ taskId }) => !own.find(taskId)?.grade)}
          visitsTotal={desk.shares.list.data?.visitsTotal ?? 0}
          onForward={() => forwardable && setSheet({ kind: 'forward', forwarded: forwardable })}
          onVisits={() => setSheet({ kind: 'visits' })}
          onChat={toChat}
          newAnswers={Math.max(0, answers - answersRead)}
          onQuestions={() => {
            setAnswersRead(answers);
            setSheet({ kind: 'questions' });
          }}
        />
        <QuestionNews answered={story.answered} />
      </div>
      {isWide && (
        <div className={styles.below}>
          <ChatPanel {...chat} />
          <AboutShow page={page} currentId={story.segment?.segmentId ?? null} />
        </div>
      )}
      {sheet?.kind === 'chat' && !isWide && <ChatSheet {...chat} onClose={close} />}
      {sheet?.kind === 'questions' && (
        <QuestionSheet
          live={live}
          canAsk={isShopkeeper && !isEnded}
          isMuted={presence.isMuted}
          isConnected={isConnected}
          onClose={close}
        />
      )}
      {sheet?.kind === 'inbox' && <InboxSheet onClose={close} />}
      {sheet?.kind === 'visits' && <VisitsSheet list={desk.shares.list} onClose={close} />}
      {sheet?.kind === 'forward' && (
        <ForwardSheet
          key={sheet.forwarded.task?.taskId ?? sheet.forwarded.seq}
          {...desk.forwardDeps}
          forwarded={sheet.forwarded}
          findShare={desk.shares.find}
          earned={own.find(sheet.forwarded.task?.taskId ?? '')?.points ?? 0}
          onClose={close}
        />
      )}
    </main>
  );
}

type StageProps = {
  room: Room;
  page: shows.RoomPage;
  back: LookBack;
  posterPath: string | null;
  onBack: () => void;
  /** Null where the chat stands beside the picture. */
  onChat: (() => void) | null;
};
function Stage({ back, onBack, onChat, page, posterPath, room }: StageProps) {
  const view = useSignal(room.watch.view);
  const flow = useSignal(room.flow.flow);
  const presence = useSignal(room.show.presence);
  const { story } = useSignal(room.log);
  const lines = useSignal(room.chat.lines);
  const { pinned } = useSignal(room.chat.mood);
  const { choose, picture } = usePictureChoice(room);
  const onPlayer = useCallback((player: HTMLVideoElement | null) => room.followPlayer(player), [room]);
  return (
    <StagePlayer
      view={view}
      flow={flow}
      posterPath={posterPath}
      title={page.title}
      subtitle={`${page.brand.name} · ${page.host.displayName}`}
      online={presence.online}
      isEntering={presence.joins === 0}
      isHostAway={story.isHostAway}
      isRehearsal={page.isRehearsal}
      onBack={onBack}
      onPlayer={onPlayer}
      back={back}
      picture={picture}
      onPicture={choose}
      onFirstFrame={(frame) => room.timings.noteFrame(room.watch.view.get(), frame)}
    >
      {onChat && <ChatLines lines={lines} pinned={pinned} onOpen={onChat} />}
    </StagePlayer>
  );
}
