import { useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';
import { ForwardActs } from './forward-acts.tsx';
import { ForwardDone } from './forward-done.tsx';
import { ForwardPoster } from './forward-poster.tsx';
import { GroupChips } from './group-chips.tsx';
import { SaleGain } from './sale-gain.tsx';
import { type ForwardDeps, type ForwardedMaterial, useForward } from './use-forward.ts';
import { useChosenGroup } from './use-groups.ts';
import type { LinkOf, Share } from './use-shares.ts';
import { WordsField } from './words-field.tsx';

type ForwardSheetProps = ForwardDeps & {
  forwarded: ForwardedMaterial;
  /** The same links with the newest counts. */
  findShare: (link: LinkOf) => Share | undefined;
  /** Points that the task gave her so far. */
  earned?: number;
  onClose: () => void;
};

/** Three taps to a group: her poster, her words, her link. */
export function ForwardSheet({ earned = 0, findShare, forwarded, onClose, ...deps }: ForwardSheetProps) {
  const { room } = useWords();
  const [isDone, setIsDone] = useState(false);
  const { choose, groupId } = useChosenGroup();
  const forward = useForward(forwarded, groupId, deps);
  const { material, task } = forwarded;
  const share = findShare({ materialId: material.materialId, taskId: task?.taskId, groupId }) ?? forward.share;
  const finish = () => {
    forward.note('E0');
    setIsDone(true);
  };
  return (
    <Sheet title={room.forward.title} onClose={onClose}>
      {isDone && share && (
        <ForwardDone
          share={share}
          points={task?.points ?? null}
          earned={earned}
          onAgain={() => setIsDone(false)}
          onClose={onClose}
        />
      )}
      {!isDone && forward.made.error && (
        <ForwardFailed error={forward.made.error} onRetry={() => void forward.made.refetch()} />
      )}
      {!isDone && !forward.made.error && (
        <>
          <div className={styles.scroll}>
            <ForwardPoster forwarded={forwarded} share={share} forward={forward} />
            <SaleGain showId={deps.showId} material={material} />
            <GroupChips chosenId={groupId} onChoose={choose} />
            <WordsField kept={forward.kept} />
            <p className={styles.link}>
              <span>{room.forward.link}</span>
              {share ? <b>{share.url}</b> : <i className={styles.line} />}
            </p>
          </div>
          <ForwardActs
            forward={forward}
            isReady={share !== undefined}
            hasPoster={Boolean(share?.posterPath)}
            onDone={finish}
          />
        </>
      )}
    </Sheet>
  );
}

function ForwardFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { common } = useWords();
  const toWords = useFailureWords();
  return (
    <div className={styles.failed} role="alert">
      <p>{toWords(error)}</p>
      <TapButton look="primary" onClick={onRetry}>
        {common.retry}
      </TapButton>
    </div>
  );
}
