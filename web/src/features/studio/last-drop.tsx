import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { Picture } from '../../ui/picture.tsx';
import { NamesDialog } from './names-dialog.tsx';
import styles from './studio.module.css';

const steps = ['received', 'seen', 'saved', 'forwarded'] as const;
type LastDropProps = { live: StudioLive; guestCount: number };

/** How far the newest drop has got, in people; the names on demand. */
export function LastDrop({ guestCount, live }: LastDropProps) {
  const { studio } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { story } = useSignal(live.session.log);
  const counts = useSignal(live.counts);
  const { online } = useSignal(live.session.presence);
  const drop = story.drops.at(-1);
  if (!drop) {
    return (
      <section className={styles.lastDrop} data-empty aria-label={studio.lastDrop}>
        {studio.noDropYet}
      </section>
    );
  }
  const reached = counts.get(drop.seq);
  const total = Math.max(guestCount, online, reached?.received ?? 0, 1);
  const { material } = drop;
  return (
    <section className={styles.lastDrop} aria-label={studio.lastDrop}>
      <div className={styles.dropHead}>
        <Picture path={material.picture?.path ?? material.clip?.posterPath ?? null} width={96} icon="drop" />
        <div>
          <p>{drop.isRecalled ? studio.recalled : studio.lastDrop}</p>
          <strong>{material.title}</strong>
        </div>
      </div>
      <dl className={styles.bars} aria-live="polite">
        {steps.map((step) => (
          <div key={step}>
            <dt>
              {studio[step]}
              <b title={studio.ofPeople(reached?.[step] ?? 0, total)}>{reached?.[step] ?? 0}</b>
            </dt>
            <dd>
              <span style={{ width: `${((reached?.[step] ?? 0) / total) * 100}%` }} />
            </dd>
          </div>
        ))}
      </dl>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen(true)}>
        {studio.names}
      </Button>
      {isOpen && <NamesDialog live={live} dropSeq={drop.seq} title={material.title} onClose={() => setOpen(false)} />}
    </section>
  );
}
