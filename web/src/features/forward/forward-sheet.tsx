import { useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';
import { ForwardDone } from './forward-done.tsx';
import { GroupChips } from './group-chips.tsx';
import { canSaveFiles, type ForwardDeps, type ForwardedMaterial, useForward } from './use-forward.ts';
import type { LinkOf, Share } from './use-shares.ts';

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
  const [groupId, setGroupId] = useState<string | null>(null);
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
            <Poster key={share?.shareId} forwarded={forwarded} share={share} />
            <GroupChips chosenId={groupId} onChoose={setGroupId} />
            <WordsField forward={forward} />
            <p className={styles.link}>
              <span>{room.forward.link}</span>
              {share ? <b>{share.url}</b> : <i className={styles.line} />}
            </p>
          </div>
          <Acts
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

function Poster({ forwarded, share }: { forwarded: ForwardedMaterial; share: Share | undefined }) {
  const { forward } = useWords().room;
  const [isLoaded, setIsLoaded] = useState(false);
  const { material } = forwarded;
  const plain = material.clip?.posterPath;
  if (share && !share.posterPath && !plain) return null;
  const path = share && (share.posterPath ?? plain);
  return (
    <figure className={styles.poster}>
      {path && (
        <img
          src={path}
          alt={forward.posterOf(material.title)}
          data-loaded={isLoaded || undefined}
          onLoad={() => setIsLoaded(true)}
        />
      )}
      {!isLoaded && (
        <figcaption className={styles.making} role="status">
          {forward.making}
        </figcaption>
      )}
      {isLoaded && share?.posterPath && (
        <figcaption className={styles.caption}>
          {forward.yourQr}
          {!canSaveFiles() && <strong>{forward.longPress}</strong>}
        </figcaption>
      )}
    </figure>
  );
}

type Forward = ReturnType<typeof useForward>;

function WordsField({ forward }: { forward: Forward }) {
  const { room } = useWords();
  const { isChanged, reset, words, write } = forward.kept;
  return (
    <label className={styles.words}>
      <span className={styles.wordsHead}>
        {room.forward.words}
        {isChanged && (
          <button type="button" onClick={reset}>
            {room.forward.resetWords}
          </button>
        )}
      </span>
      <textarea value={words} rows={3} onChange={(event) => write(event.currentTarget.value)} />
    </label>
  );
}

type ActsProps = { forward: Forward; isReady: boolean; hasPoster: boolean; onDone: () => void };
function Acts({ forward, hasPoster, isReady, onDone }: ActsProps) {
  const { room } = useWords();
  const words = room.forward;
  const said = {
    copied: words.copied,
    saved: words.saved,
    copy_failed: room.feed.copyFailed,
    save_failed: words.longPress,
  };
  const canSave = hasPoster && canSaveFiles();
  return (
    <footer className={styles.acts}>
      <p className={styles.said} role="status" data-failed={forward.outcome?.endsWith('failed') || undefined}>
        {forward.outcome ? said[forward.outcome] : !globalThis.isSecureContext && words.needsHttps}
      </p>
      {forward.canShare && (
        <TapButton look="primary" icon="forward" isWide isDisabled={!isReady} onClick={forward.send}>
          {words.share}
        </TapButton>
      )}
      <div className={styles.pair}>
        {canSave && (
          <TapButton icon="download" isBusy={forward.isSaving} onClick={() => void forward.save()}>
            {words.savePoster}
          </TapButton>
        )}
        <TapButton
          look={forward.canShare ? 'quiet' : 'primary'}
          icon="copy"
          isDisabled={!isReady}
          onClick={() => void forward.copy()}
        >
          {words.copyAll}
        </TapButton>
      </div>
      <TapButton look="soft" icon="check" isWide isDisabled={!isReady} onClick={onDone}>
        {words.done}
      </TapButton>
    </footer>
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
