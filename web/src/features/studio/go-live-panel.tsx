import { Button } from '@mantine/core';
import type { shows } from '@shoal/contract';
import { type ReactNode, useRef } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useFocusNext } from '../../hooks/use-focus-next.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { Capture } from '../../live/capture.ts';
import { PublishBlocked } from '../../live/publish-session.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { CheckRow } from './check-row.tsx';
import { DeviceChecks } from './device-checks.tsx';
import { isSentByEncoder } from './is-sent-by-encoder.ts';
import styles from './studio.module.css';
import type { useGoLive } from './use-go-live.ts';
import { usePublishWords } from './use-publish-words.ts';

type GoLivePanelProps = {
  show: shows.Show;
  capture: Capture;
  live: StudioLive;
  isHeard: boolean;
  editPath: string;
  going: ReturnType<typeof useGoLive>;
  toPrepare: ReactNode;
};

/** The right column before the show: what is ready, what is not, and the one coral button. */
export function GoLivePanel({ capture, editPath, going, isHeard, live, show, toPrepare }: GoLivePanelProps) {
  const { schedule, streamKeys, studio } = useWords();
  const locale = useLocale();
  const toWords = usePublishWords();
  const [start, giveUp] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)];
  const canGiveUp = going.isWorking && going.count === null;
  useFocusNext(canGiveUp, giveUp);
  useFocusNext(!going.isWorking, start);
  const { online, stage, status } = useSignal(live.session.presence);
  const isSent = isSentByEncoder(stage);
  const { picture, videoTrack } = useSignal(capture.state);
  const publish = useSignal(live.publishState);
  const materials = show.segments.reduce((count, segment) => count + segment.materials.length, 0);
  const fix = (
    <Button component="a" href={editPath} target="_blank" size="compact-xs" variant="subtle">
      {studio.fix}
    </Button>
  );
  const waitingFor = going.isWorking && publish.status === 'opening' ? publish.failure : null;
  const problem = going.error ?? (waitingFor && new PublishBlocked(waitingFor));
  const isAnnouncing = publish.status !== 'opening';
  const step = isAnnouncing ? studio.goingLive.announcing : studio.goingLive[publish.step];
  // The line is often open before the count is over: while she can still give up nobody is told anything.
  const isStepTold = going.isWorking && !(isAnnouncing && going.count !== null);
  return (
    <section className={styles.panel} aria-label={studio.beforeShow}>
      {show.startsAt && (
        <div className={styles.startsAt}>
          <p>{studio.startsAt}</p>
          <strong>{formatMoment(show.startsAt, locale, show.timeZone)}</strong>
          <p>{studio.waiting(online)}</p>
          {show.remindedCount > 0 && <p>{schedule.reminder.count(show.remindedCount)}</p>}
        </div>
      )}
      <h3>{studio.deviceCheck}</h3>
      <DeviceChecks capture={capture} live={live} isHeard={isHeard} />
      <h3>{studio.checklist}</h3>
      <ul className={styles.checks}>
        <CheckRow state={show.cover ? 'good' : 'todo'} act={!show.cover && fix}>
          {show.cover ? studio.coverReady : studio.coverMissing}
        </CheckRow>
        <CheckRow state={materials > 0 ? 'good' : 'todo'} act={materials === 0 && fix}>
          {materials > 0 ? studio.materialsReady(materials) : studio.materialsMissing}
        </CheckRow>
        <CheckRow state={show.guestCount > 0 ? 'good' : 'todo'} act={show.guestCount === 0 && fix}>
          {show.guestCount > 0 ? studio.guestsReady(show.guestCount) : studio.guestsMissing}
        </CheckRow>
      </ul>
      {toPrepare}
      {show.isRehearsal && <p className={styles.hint}>{schedule.rehearsal.note}</p>}
      <div className={styles.goLive}>
        {problem && (
          <p className={styles.problem} role="alert">
            {toWords(problem)}
          </p>
        )}
        <Button
          ref={start}
          size="lg"
          px="sm"
          variant="filled"
          color="coral"
          loading={going.isWorking}
          disabled={(!videoTrack && !isSent) || status !== 'joined'}
          onClick={going.start}
        >
          {isSent ? streamKeys.goLive : picture === 'slate' ? studio.goLiveAnyway : studio.goLive}
        </Button>
        {canGiveUp && (
          <Button ref={giveUp} onClick={going.giveUp}>
            {studio.cancelCountdown}
          </Button>
        )}
        <p className={styles.hint} role="status">
          {isStepTold ? step : studio.goLiveHint}
        </p>
      </div>
    </section>
  );
}
