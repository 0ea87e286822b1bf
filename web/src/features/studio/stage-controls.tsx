import type { ReactNode, Ref } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Capture } from '../../live/capture.ts';
import { Icon } from '../../ui/icon.tsx';
import { DeviceMenu } from './device-menu.tsx';
import { LevelBar } from './level-bar.tsx';
import styles from './studio.module.css';

type StageControlsProps = {
  capture: Capture;
  onHeard: () => void;
  micRef: Ref<HTMLButtonElement>;
  children?: ReactNode;
};

/** Microphone, camera, screen, devices; and what the page adds, such as ending the show. */
export function StageControls({ capture, children, micRef, onHeard }: StageControlsProps) {
  const { studio } = useWords();
  const { audioTrack, isMicOn, picture } = useSignal(capture.state);
  const isBoth = picture === 'both';
  const isScreen = picture === 'screen' || isBoth;
  const isCamera = picture === 'camera';
  const canShare = typeof navigator.mediaDevices?.getDisplayMedia === 'function';
  return (
    <div className={styles.controls} role="toolbar" aria-label={studio.stage}>
      <button
        ref={micRef}
        type="button"
        className={styles.control}
        data-off={!isMicOn || undefined}
        disabled={!audioTrack}
        aria-pressed={isMicOn}
        aria-label={isMicOn ? studio.turnMicOff : studio.turnMicOn}
        aria-keyshortcuts="M"
        onClick={() => capture.setMicOn(!isMicOn)}
      >
        <Icon name={isMicOn ? 'mic' : 'micOff'} />
        {isMicOn ? <LevelBar track={audioTrack} onHeard={onHeard} /> : studio.micOff}
      </button>
      <button
        type="button"
        className={styles.control}
        data-off={picture === 'slate' || undefined}
        aria-pressed={isCamera}
        aria-label={isCamera ? studio.turnCameraOff : studio.turnCameraOn}
        onClick={() => (isCamera ? capture.stopCamera() : void capture.takeCamera())}
      >
        <Icon name={isCamera || isScreen ? 'camera' : 'cameraOff'} />
        {studio.camera}
      </button>
      <button
        type="button"
        className={styles.control}
        data-on={isScreen || undefined}
        disabled={!canShare}
        title={canShare ? undefined : studio.screenNotHere}
        onClick={() => (isScreen ? capture.stopScreen() : void capture.shareScreen())}
      >
        <Icon name="screen" />
        {isScreen ? studio.stopScreen : studio.shareScreen}
      </button>
      {isScreen && (
        <button
          type="button"
          className={styles.control}
          data-on={isBoth || undefined}
          aria-pressed={isBoth}
          onClick={() => void capture.setInset(!isBoth)}
        >
          <Icon name="people" />
          {studio.cameraOverScreen}
        </button>
      )}
      <DeviceMenu capture={capture} />
      {children}
    </div>
  );
}
