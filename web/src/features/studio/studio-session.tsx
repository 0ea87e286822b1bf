import { Button, Loader } from '@mantine/core';
import type { shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { CallFailure } from '../../api/call-failure.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Capture } from '../../live/capture.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { RecordingFile } from './recording-file.tsx';
import { StageNotice } from './stage-notice.tsx';
import { rememberStage } from './stage-ownership.ts';
import styles from './studio.module.css';
import { useCapture } from './use-capture.ts';
import { useStudioLive } from './use-studio-live.ts';

type StudioSessionProps = {
  show: shows.Show;
  accountId: string;
  replayPath: string;
  onPhase: () => void;
  onTakeBack: () => void;
  children: (live: StudioLive, capture: Capture) => ReactNode;
};

/** Opens connection and devices, and stands aside when the stage is lost or the show over. */
export function StudioSession({ accountId, show, ...rest }: StudioSessionProps) {
  const { studio } = useWords();
  const live = useStudioLive(show.showId, accountId);
  if (live) return <Entered {...rest} show={show} live={live} />;
  return (
    <div className={styles.whole} role="status" aria-label={studio.joining}>
      <Loader />
    </div>
  );
}

type EnteredProps = Omit<StudioSessionProps, 'accountId'> & { live: StudioLive };
function Entered({ children, live, onPhase, onTakeBack, replayPath, show }: EnteredProps) {
  const { studio } = useWords();
  const toWords = useFailureWords();
  const { refusal, status } = useSignal(live.session.presence);
  const { phase } = useSignal(live.session.log).story;
  const isSuperseded = useSignal(live.isSuperseded);
  const closedBecause = useSignal(live.closedBecause);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once per phase
  useEffect(() => {
    if (phase !== 'before') onPhase();
    if (phase === 'live') rememberStage(show.showId);
  }, [phase]);

  if (phase === 'ended') {
    return (
      <StageNotice icon="check" title={studio.ended} text={studio.isOverText}>
        <Button component="a" href={replayPath} variant="filled">
          {studio.watchReplay}
        </Button>
        <RecordingFile showId={show.showId} />
      </StageNotice>
    );
  }
  if (isSuperseded) {
    return (
      <StageNotice icon="screen" title={studio.superseded} text={studio.supersededText}>
        <Button variant="filled" onClick={onTakeBack}>
          {studio.takeBack}
        </Button>
      </StageNotice>
    );
  }
  if (closedBecause)
    return <StageNotice icon="alert" title={studio.closed.title} text={studio.closed[closedBecause]} />;
  if (status === 'refused' && refusal) {
    const text = toWords(new CallFailure(refusal, 'refused', 'never'));
    return <StageNotice icon="lock" title={studio.closed.title} text={text} />;
  }
  return <WithCapture>{(capture) => children(live, capture)}</WithCapture>;
}

type WithCaptureProps = { children: (capture: Capture) => ReactNode };
function WithCapture({ children }: WithCaptureProps) {
  const { studio } = useWords();
  const capture = useCapture();
  if (capture) return children(capture);
  return (
    <StageNotice icon="camera" title={studio.pictureWaiting} text={studio.cameraPrompt}>
      <Loader />
    </StageNotice>
  );
}
