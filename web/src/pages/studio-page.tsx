import { Button, Loader } from '@mantine/core';
import type { accounts } from '@shoal/contract';
import { type ReactNode, useState } from 'react';
import { AskedList } from '../features/asks/asked-list.tsx';
import { RehearseButton } from '../features/rehearsal/rehearse-button.tsx';
import { ShowReport } from '../features/report/show-report.tsx';
import { RecordingFile } from '../features/studio/recording-file.tsx';
import { StageNotice } from '../features/studio/stage-notice.tsx';
import { hasHadStage, rememberStage } from '../features/studio/stage-ownership.ts';
import { StudioSession } from '../features/studio/studio-session.tsx';
import { useShow } from '../features/studio/use-show.ts';
import { paths } from '../hooks/paths.ts';
import { useWords } from '../hooks/use-words.ts';
import { renewTabId } from '../live/tab-id.ts';
import { FailedState } from '../ui/failed-state.tsx';
import { LiveStudio } from './live-studio.tsx';

type StudioPageProps = { me: accounts.Me; showId: string };

/** The host's page: before the show, during it, and the way out after it. */
export function StudioPage({ me, showId }: StudioPageProps) {
  const { schedule, studio } = useWords();
  const { data: show, error, refetch } = useShow(showId);
  const [stay, setStay] = useState(0);
  const [isTaken, setTaken] = useState(() => hasHadStage(showId));
  if (!show) {
    return (
      <StageNotice icon="show" title={studio.studio} text="">
        {error ? <FailedState error={error} onRetry={() => void refetch()} /> : <Loader aria-label={studio.joining} />}
      </StageNotice>
    );
  }
  const take = () => {
    renewTabId();
    rememberStage(showId);
    setTaken(true);
    setStay((count) => count + 1);
  };
  if (show.state === 'draft' || show.state === 'postponed') {
    return (
      <Notice
        showTitle={show.title}
        title={studio.notScheduled}
        text={studio.notScheduledText}
        act={studio.toEditor}
        path={paths.editShow(showId)}
      />
    );
  }
  if (show.rehearsalOf && (show.state === 'ended' || show.state === 'cancelled')) {
    const { over, overText, toShow } = schedule.rehearsal;
    return (
      <Notice showTitle={show.title} title={over} text={overText} act={toShow} path={paths.studio(show.rehearsalOf)}>
        {show.state === 'ended' && (
          <Button component="a" href={paths.replay(showId)}>
            {studio.watchReplay}
          </Button>
        )}
      </Notice>
    );
  }
  if (show.state === 'cancelled') {
    return (
      <Notice showTitle={show.title} title={studio.isCancelled} text="" act={studio.toConsole} path={paths.shows} />
    );
  }
  if (show.state === 'ended' || show.state === 'archived') {
    return (
      <Notice
        showTitle={show.title}
        title={studio.isOver}
        text={studio.isOverText}
        act={studio.watchReplay}
        path={paths.replay(showId)}
        below={
          <>
            <ShowReport showId={showId} />
            <AskedList showId={showId} />
          </>
        }
      >
        <RecordingFile showId={showId} />
      </Notice>
    );
  }
  if (show.state === 'live' && !show.hostAwaySince && !isTaken) {
    return (
      <StageNotice icon="show" showTitle={show.title} title={studio.liveElsewhere} text={studio.liveElsewhereText}>
        <Button variant="filled" onClick={take}>
          {studio.takeBack}
        </Button>
      </StageNotice>
    );
  }
  return (
    <StudioSession
      key={stay}
      show={show}
      accountId={me.accountId}
      replayPath={paths.replay(showId)}
      onPhase={() => {
        setTaken(true);
        void refetch();
      }}
      onTakeBack={take}
    >
      {(live, capture) => (
        <LiveStudio show={show} live={live} capture={capture} rehearse={<RehearseButton show={show} />} />
      )}
    </StudioSession>
  );
}

type NoticeProps = {
  showTitle: string;
  title: string;
  text: string;
  act: string;
  path: string;
  children?: ReactNode;
  below?: ReactNode;
};
function Notice({ act, below, children, path, showTitle, text, title }: NoticeProps) {
  return (
    <StageNotice icon="show" showTitle={showTitle} title={title} text={text} below={below}>
      <Button component="a" href={path} variant="filled">
        {act}
      </Button>
      {children}
    </StageNotice>
  );
}
