import { Button } from '@mantine/core';
import { type CSSProperties, type ReactNode, useState } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Capture } from '../../live/capture.ts';
import { PublishBlocked } from '../../live/publish-session.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { formatSpan } from '../../ui/format-time.ts';
import { chooseStageNote } from './choose-stage-note.ts';
import { EncoderBar } from './encoder-bar.tsx';
import { StageVideo } from './stage-video.tsx';
import styles from './studio.module.css';
import { UplinkBadge } from './uplink-badge.tsx';
import { usePublishWords } from './use-publish-words.ts';

type StageProps = { capture: Capture; live: StudioLive; isLive: boolean; programmeMs: number; children?: ReactNode };

/** What the school sees, at its real shape, with all that must be known at a glance. */
export function Stage({ capture, children, isLive, live, programmeMs }: StageProps) {
  const words = useWords();
  const { common, studio } = words;
  const [shape, setShape] = useState(16 / 9);
  const { cameraFailure, picture, videoTrack } = useSignal(capture.state);
  const publish = useSignal(live.publishState);
  const { hasRareKeyFrames = false, recording } = useSignal(live.recording) ?? { recording: 'off' };
  const style = { '--shape': shape } as CSSProperties; // A custom property, which CSSProperties does not know.
  const { stage } = useSignal(live.session.presence);
  const isByEncoder = stage?.isFromEncoder && publish.status !== 'sending';
  const connection = useSignal(live.socket.connection);
  const toWords = usePublishWords();
  const blockedBy = isLive && 'failure' in publish && publish.failure !== 'taken_over' ? publish.failure : null;
  const note = chooseStageNote(
    {
      cameraFailure,
      connection,
      hasRareKeyFrames,
      isLive,
      picture,
      blocked: blockedBy && toWords(new PublishBlocked(blockedBy)),
      isRecovering: publish.status === 'recovering',
      isDiskFull: recording === 'stopped_disk_full',
    },
    words,
  );
  return (
    <section className={styles.stageBox} aria-label={studio.stage}>
      <div className={styles.stage} style={style} data-live={isLive || undefined}>
        <StageVideo track={videoTrack} isMirrored={picture === 'camera'} onShape={setShape} />
        {cameraFailure && picture === 'slate' && (
          <div className={styles.failure} role="alert">
            <p>{studio.failure[cameraFailure]}</p>
            {cameraFailure !== 'not_secure' && cameraFailure !== 'browser_too_old' && (
              <Button onClick={() => void capture.takeCamera()}>{common.retry}</Button>
            )}
          </div>
        )}
        <div className={styles.badges}>
          {isLive && <span className={`${styles.chip} ${styles.live}`}>LIVE</span>}
          {isLive && (
            <span className={styles.chip} role="timer" aria-label={studio.programmeTime}>
              {recording === 'on' && (
                <span className={styles.dot} role="img" aria-label={studio.recordingOn} title={studio.recordingOn} />
              )}
              {formatSpan(programmeMs)}
            </span>
          )}
          {isLive && !isByEncoder && <UplinkBadge live={live} />}
        </div>
        <EncoderBar capture={capture} live={live} isLive={isLive} />
        {note && !children && (
          <p className={styles.note} role="status">
            {note}
          </p>
        )}
        {children}
      </div>
    </section>
  );
}
