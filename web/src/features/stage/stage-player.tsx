import { type ReactNode, useEffect, useState } from 'react';
import { useIsWide } from '../../hooks/use-is-wide.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Flow } from '../../live/flow-watch.ts';
import type { Picture } from '../../live/picture-choice.ts';
import type { FirstFrame } from '../../live/watch-timings.ts';
import type { WatchView } from '../../live/watch-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import { BackPosition } from './back-position.tsx';
import { chooseStageNotice, type StageNotice } from './choose-stage-notice.ts';
import { LiveBadge } from './live-badge.tsx';
import { PictureMenu } from './picture-menu.tsx';
import styles from './stage.module.css';
import type { LookBack } from './use-look-back.ts';
import { useStageVideo } from './use-stage-video.ts';

type StagePlayerProps = {
  view: WatchView;
  flow: Flow;
  posterPath: string | null;
  title: string;
  subtitle: string;
  online: number;
  isEntering: boolean;
  isHostAway: boolean;
  isRehearsal: boolean;
  onBack: () => void;
  picture: Picture;
  onPicture: (picture: Picture) => void;
  onFirstFrame: (frame: FirstFrame) => void;
  back: LookBack;
  /** What plays, while it is on the page. */
  onPlayer?: (player: HTMLVideoElement | null) => void;
  /** Stands over the picture's lower edge. */
  children?: ReactNode;
};

/** The picture with all that stands on it: where it comes from, how it does, and the tap for sound. */
export function StagePlayer({
  back,
  children,
  flow,
  isEntering,
  isHostAway,
  online,
  onPlayer,
  posterPath,
  view: liveView,
  ...rest
}: StagePlayerProps) {
  const words = useWords();
  const { stage } = words.room;
  const isBack = back.path !== null;
  const view: WatchView = isBack ? { ...liveView, source: 'hls', problem: null } : liveView;
  const video = useStageVideo(liveView, back.path, rest.onFirstFrame);
  const isSoundOnly = rest.picture === 'none' && view.source === 'webrtc';
  useEffect(() => {
    onPlayer?.(video.ref.current);
    return () => onPlayer?.(null);
  }, [onPlayer, video.ref]);
  const { hasFrame, isUnsupported } = video;
  const situation = {
    ...{ view, hasFrame, isEntering, isUnsupported, isSoundOnly },
    flow: isBack ? ('full' as const) : flow,
    isHostAway: isHostAway && !isBack,
  };
  const notice = chooseStageNotice(situation, words);
  return (
    <section className={styles.stage} data-portrait={video.isPortrait || undefined} aria-label={stage.video}>
      {posterPath && (
        <img className={styles.poster} src={posterPath} alt="" data-hidden={(hasFrame && !isSoundOnly) || undefined} />
      )}
      <video
        ref={video.ref}
        className={styles.video}
        data-source={view.source}
        data-hidden={!hasFrame || isSoundOnly || undefined}
        aria-label={stage.video}
        muted
        playsInline
        autoPlay
      />
      <div className={styles.scrimTop}>
        <TapButton look="over" icon="back" label={words.common.back} onClick={rest.onBack} />
        <div className={styles.names}>
          <h1 className={styles.title}>{rest.title}</h1>
          <p className={styles.subtitle}>{rest.subtitle}</p>
        </div>
        <div className={styles.facts}>
          {rest.isRehearsal && <Tag>{words.schedule.rehearsal.badge}</Tag>}
          {isBack ? (
            <Tag>{stage.lookingBack}</Tag>
          ) : (
            <LiveBadge behindSeconds={video.behindSeconds} isRealTime={hasFrame && view.source === 'webrtc'} />
          )}
          <span className={styles.online}>
            <Icon name="people" size={14} />
            <span className="visually-hidden">{stage.online(online)}</span>
            <span aria-hidden="true">{online}</span>
          </span>
        </div>
      </div>
      {notice && <Notice notice={notice} isOverPicture={hasFrame && !isSoundOnly} />}
      {video.isBlocked && !notice && (
        <div className={styles.centre}>
          <TapButton look="over" icon="play" onClick={video.play}>
            {stage.tapToPlay}
          </TapButton>
        </div>
      )}
      <div className={styles.scrimBottom}>
        <div className={styles.overlay}>{isBack ? <BackPosition video={video.ref} /> : children}</div>
        <BackButton back={back} />
        {view.source === 'webrtc' && <PictureMenu picture={rest.picture} onPicture={rest.onPicture} />}
        <SoundButton isMuted={video.isMuted} isPlaying={hasFrame} onToggle={() => video.setMuted(!video.isMuted)} />
      </div>
    </section>
  );
}

function Notice({ isOverPicture, notice }: { notice: StageNotice; isOverPicture: boolean }) {
  return (
    <div
      className={styles.notice}
      data-tone={notice.tone}
      data-over={isOverPicture || undefined}
      role={notice.tone === 'failed' ? 'alert' : 'status'}
    >
      {notice.tone === 'wait' ? (
        <span className={styles.wave} />
      ) : (
        <Icon name={notice.tone === 'calm' ? 'volumeOn' : 'alert'} size={22} />
      )}
      <p className={styles.noticeTitle}>{notice.title}</p>
      {notice.text && <p className={styles.noticeText}>{notice.text}</p>}
    </div>
  );
}

const INVITE_MS = 5_000;

/** For the first seconds of a picture the way to its sound is told in words; then a sign is enough. */
function useInviting(isPlaying: boolean): boolean {
  const [isInviting, setInviting] = useState(true);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => setInviting(false), INVITE_MS);
    return () => clearTimeout(timer);
  }, [isPlaying]);
  return isPlaying && isInviting;
}

type SoundButtonProps = { isMuted: boolean; isPlaying: boolean; onToggle: () => void };
function SoundButton({ isMuted, isPlaying, onToggle }: SoundButtonProps) {
  const { stage } = useWords().room;
  const isInviting = useInviting(isPlaying);
  if (isMuted && isInviting) {
    return (
      <TapButton look="over" icon="volumeOff" onClick={onToggle}>
        {stage.tapForSound}
      </TapButton>
    );
  }
  return (
    <TapButton
      look="over"
      icon={isMuted ? 'volumeOff' : 'volumeOn'}
      label={isMuted ? stage.unmute : stage.mute}
      onClick={onToggle}
    />
  );
}

/** From the start while the show goes on, and back to what happens now. */
function BackButton({ back: { path, toLive, toStart } }: { back: LookBack }) {
  const { stage } = useWords().room;
  const isWide = useIsWide();
  if (path !== null) {
    return (
      <TapButton look="over" icon="show" onClick={toLive}>
        {stage.toLive}
      </TapButton>
    );
  }
  return (
    toStart && (
      <TapButton look="over" icon="start" label={stage.fromStart} onClick={toStart}>
        {isWide && stage.fromStart}
      </TapButton>
    )
  );
}
