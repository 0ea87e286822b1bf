import { Button } from '@mantine/core';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Capture } from '../../live/capture.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { isSentByEncoder } from './is-sent-by-encoder.ts';
import styles from './studio.module.css';
import { toProgramme } from './to-programme.ts';

type EncoderBarProps = { capture: Capture; live: StudioLive; isLive: boolean };

/** Over the host's own picture while the school sees an encoder's: which it is, and the way back to this camera. */
export function EncoderBar({ capture, isLive, live }: EncoderBarProps) {
  const words = useWords().streamKeys;
  const { stage } = useSignal(live.session.presence);
  const { status } = useSignal(live.publishState);
  const { videoTrack } = useSignal(capture.state);
  const isHere = stage?.isFromEncoder && status !== 'sending' && (isLive || isSentByEncoder(stage));
  if (!isHere) return null;
  const publish = () => {
    const programme = toProgramme(capture.state.get());
    if (programme) live.publish(programme).catch(() => {}); // The stage says why it does not get through.
  };
  return (
    <div className={styles.encoderBar} role="status">
      <span>{isSentByEncoder(stage) ? words.isSending : words.isAway}</span>
      {isLive && (
        <Button size="compact-sm" loading={status === 'opening'} disabled={!videoTrack} onClick={publish}>
          {words.useCamera}
        </Button>
      )}
    </div>
  );
}
