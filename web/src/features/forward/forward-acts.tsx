import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';
import { canSaveFiles, type useForward } from './use-forward.ts';

type ForwardActsProps = {
  forward: ReturnType<typeof useForward>;
  isReady: boolean;
  hasPoster: boolean;
  onDone: () => void;
};

/** What she can do with it, within the thumb's reach: the share sheet where there is one, saving, copying, saying so. */
export function ForwardActs({ forward, hasPoster, isReady, onDone }: ForwardActsProps) {
  const { forward: own, posters, room } = useWords();
  const words = room.forward;
  const said = {
    copied: words.copied,
    saved: words.saved,
    copy_failed: room.feed.copyFailed,
    save_failed: words.longPress,
    print_failed: posters.printFailed,
    share_failed: own.shareFailed,
    shared: own.copyAfter,
    shared_copied: own.pasteAfter,
  };
  const canSave = hasPoster && canSaveFiles();
  return (
    <footer className={styles.acts}>
      <p className={styles.said} role="status" data-failed={forward.outcome?.endsWith('failed') || undefined}>
        {forward.outcome ? said[forward.outcome] : !globalThis.isSecureContext && words.needsHttps}
      </p>
      {forward.canShare && (
        <TapButton
          look="primary"
          icon="forward"
          isWide
          isBusy={forward.isLoadingFile}
          isDisabled={!isReady}
          onClick={forward.send}
        >
          {forward.isLoadingFile ? own.preparing : words.share}
        </TapButton>
      )}
      <div className={styles.pair}>
        {canSave && (
          <TapButton icon="download" isBusy={forward.saving === 'jpg'} onClick={() => void forward.save('jpg')}>
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
