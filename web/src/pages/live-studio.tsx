import type { shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { AskPanel } from '../features/asks/ask-panel.tsx';
import { PreparedCards } from '../features/asks/prepared-cards.tsx';
import { useStudioAsks } from '../features/asks/use-studio-asks.ts';
import { LeaguesTab } from '../features/league/leagues-tab.tsx';
import { StudioGoal } from '../features/league/studio-goal.tsx';
import { QuestionsTab } from '../features/questions/questions-tab.tsx';
import { useStudioQuestions } from '../features/questions/use-studio-questions.ts';
import { RadarTab } from '../features/radar/radar-tab.tsx';
import { RunOfShow } from '../features/run-of-show/run-of-show.tsx';
import { StreamKeys } from '../features/stream-keys/stream-keys.tsx';
import type { DeckState } from '../features/studio/studio-deck.tsx';
import { StudioDeck } from '../features/studio/studio-deck.tsx';
import { useRunOfShowState } from '../features/studio/use-run-of-show-state.ts';
import { TaskCards } from '../features/tasks/task-cards.tsx';
import { TaskPanel } from '../features/tasks/task-panel.tsx';
import { useStudioTasks } from '../features/tasks/use-studio-tasks.ts';
import { paths } from '../hooks/paths.ts';
import { useSignal } from '../hooks/use-signal.ts';
import { useWords } from '../hooks/use-words.ts';
import type { Capture } from '../live/capture.ts';
import type { StudioLive } from '../live/studio-live.ts';

type LiveStudioProps = { show: shows.Show; live: StudioLive; capture: Capture; rehearse: ReactNode };

/** The deck with what the other features bring to it. */
export function LiveStudio({ capture, live, rehearse, show }: LiveStudioProps) {
  const asks = useStudioAsks(show, live);
  const tasks = useStudioTasks(show, live);
  const words = useWords();
  const { story } = useSignal(live.session.log);
  const { online } = useSignal(live.session.presence);
  const school = { showId: show.showId, socket: live.socket, show: live.session };
  const queue = useStudioQuestions(show, school);
  const tabLabel = words.questions.studio.tab(queue.sorted?.waiting.length ?? 0);
  return (
    <StudioDeck
      show={show}
      live={live}
      capture={capture}
      backPath={paths.shows}
      editPath={paths.editShow(show.showId)}
      headerActs={<StreamKeys showId={show.showId} />}
      toPrepare={
        <>
          <StudioGoal live={school} isBeforeShow />
          {rehearse}
        </>
      }
      renderRunOfShow={(deck) => <LeftColumn show={show} live={live} deck={deck} asks={asks} tasks={tasks} />}
      schoolHead={<StudioGoal live={school} />}
      schoolTabs={[
        {
          value: 'radar',
          label: words.radar.title,
          content: <RadarTab live={school} drops={story.drops} onCheckIn={() => void asks.checkIn()} />,
        },
        { value: 'leagues', label: words.league.boardTab, content: <LeaguesTab live={school} /> },
        { value: 'questions', label: tabLabel, content: <QuestionsTab queue={queue} /> },
      ]}
      underStage={
        <>
          <TaskPanel tasks={tasks} serverNowMs={live.clock.nowMs} />
          <AskPanel asks={asks} online={online} serverNowMs={live.clock.nowMs} />
        </>
      }
    />
  );
}

type LeftColumnProps = Pick<LiveStudioProps, 'show' | 'live'> & {
  deck: DeckState;
  asks: ReturnType<typeof useStudioAsks>;
  tasks: ReturnType<typeof useStudioTasks>;
};
function LeftColumn({ asks, deck, live, show, tasks }: LeftColumnProps) {
  const state = useRunOfShowState(live);
  return (
    <RunOfShow
      {...state}
      segments={show.segments}
      editPath={paths.editShow(show.showId)}
      programmeMs={deck.programmeMs}
      isLive={deck.isLive}
      areKeysOn={deck.keys.areOn}
      renderUnderSegment={(segmentId) => (
        <>
          <TaskCards tasks={tasks} segmentId={segmentId} />
          <PreparedCards asks={asks} segmentId={segmentId} />
        </>
      )}
      onKey={(key) => {
        if (key.act === 'mic') return deck.toggleMic();
        if (key.act === 'help') return deck.keys.open();
        return key.kind === 'check_in' ? void asks.checkIn() : asks.setEditing(key.kind);
      }}
    />
  );
}
