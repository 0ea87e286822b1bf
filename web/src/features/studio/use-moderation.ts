import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

/** Deleting and muting, with the way back where there is one. */
export function useModeration(live: StudioLive, onChanged: () => void = () => {}) {
  const { common, studio } = useWords();
  const toWords = useFailureWords();
  const fail = (error: unknown) => showFailure(toWords(error));

  const setMuted = (accountId: string, name: string, isMuted: boolean): void => {
    live.moderation.setMuted(accountId, isMuted).then(() => {
      onChanged();
      const undo = { label: common.undo, act: () => setMuted(accountId, name, !isMuted) };
      showDone(isMuted ? studio.muted(name) : studio.unmuted(name), undo);
    }, fail);
  };
  const remove = (messageId: string): void => {
    live.moderation.deleteMessage(messageId).then(() => showDone(studio.messageDeleted), fail);
  };
  return { remove, setMuted };
}
