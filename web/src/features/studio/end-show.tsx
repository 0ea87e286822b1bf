import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { showFailure } from '../../ui/toast.tsx';
import styles from './studio.module.css';

type EndShowProps = { live: StudioLive; isRehearsal: boolean };

/** Ends the show, after saying what happens next. */
export function EndShow({ isRehearsal, live }: EndShowProps) {
  const { schedule, studio } = useWords();
  const { endTitle, endWhat } = isRehearsal ? schedule.rehearsal : studio;
  const [isAsking, setAsking] = useState(false);
  const { end, isPending } = useEnd(live);
  return (
    <>
      <button type="button" className={`${styles.control} ${styles.end}`} onClick={() => setAsking(true)}>
        <Icon name="stop" />
        {studio.end}
      </button>
      <ConfirmDialog
        isOpen={isAsking}
        title={endTitle}
        act={studio.end}
        isDangerous
        isBusy={isPending}
        onAct={end}
        onClose={() => setAsking(false)}
      >
        <ul className={styles.endList}>
          {endWhat.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{studio.endCannot}</p>
      </ConfirmDialog>
    </>
  );
}

function useEnd(live: StudioLive) {
  const toWords = useFailureWords();
  const key = useRef(randomUuid()); // One show ends once, however often she presses.
  const { isPending, mutate } = useMutation({
    mutationFn: () => live.end(key.current),
    onSuccess: () => live.stopPublishing(),
    onError: (error) => showFailure(toWords(error)),
  });
  return { end: () => mutate(), isPending };
}
