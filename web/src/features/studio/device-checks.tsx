import { Button } from '@mantine/core';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Capture } from '../../live/capture.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { CheckRow } from './check-row.tsx';
import { isSentByEncoder } from './is-sent-by-encoder.ts';
import styles from './studio.module.css';
import { useNetworkCheck } from './use-network-check.ts';
import { usePublishWords } from './use-publish-words.ts';

const SLOW_RTT_MS = 300;
type DeviceChecksProps = { capture: Capture; live: StudioLive; isHeard: boolean };

/** Picture, sound and network, each in words. */
export function DeviceChecks({ capture, isHeard, live }: DeviceChecksProps) {
  const { common, streamKeys, studio } = useWords();
  const { stage } = useSignal(live.session.presence);
  const { cameraFailure, microphoneFailure, picture } = useSignal(capture.state);
  const { data: rttMs, error, isFetching, refetch } = useNetworkCheck(live, capture);
  const toWords = usePublishWords();
  const again = (
    <Button size="compact-xs" variant="subtle" onClick={() => void refetch()}>
      {studio.checkAgain}
    </Button>
  );
  const canOpen = cameraFailure !== 'not_secure' && cameraFailure !== 'browser_too_old';
  return (
    <ul className={styles.checks} aria-label={studio.deviceCheck} aria-live="polite">
      {cameraFailure ? (
        <CheckRow state="bad">{studio.failure[cameraFailure]}</CheckRow>
      ) : (
        <CheckRow state="good">
          {picture === 'screen' || picture === 'both' ? studio.sharing : studio.pictureGood}
        </CheckRow>
      )}
      {microphoneFailure ? (
        canOpen &&
        microphoneFailure !== cameraFailure && (
          <CheckRow
            state="bad"
            act={
              <Button size="compact-xs" variant="subtle" onClick={() => void capture.takeMicrophone()}>
                {common.retry}
              </Button>
            }
          >
            {studio.failure[microphoneFailure]}
          </CheckRow>
        )
      ) : (
        <CheckRow state={isHeard ? 'good' : 'waiting'}>{isHeard ? studio.soundGood : studio.soundSilent}</CheckRow>
      )}
      {isSentByEncoder(stage) ? (
        <CheckRow state="good">{streamKeys.clients.publish}</CheckRow>
      ) : isFetching || (rttMs === undefined && !error) ? (
        <CheckRow state="waiting">
          {studio.network} · {studio.checking}
        </CheckRow>
      ) : error ? (
        <CheckRow state="bad" act={again}>
          {toWords(error)}
        </CheckRow>
      ) : (
        <CheckRow state={(rttMs ?? 0) > SLOW_RTT_MS ? 'todo' : 'good'} act={(rttMs ?? 0) > SLOW_RTT_MS && again}>
          {rttMs == null
            ? studio.networkGoodPlain
            : rttMs > SLOW_RTT_MS
              ? studio.networkSlow(rttMs)
              : studio.networkGood(rttMs)}
        </CheckRow>
      )}
    </ul>
  );
}
