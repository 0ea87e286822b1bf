import type { chat } from '@shoal/contract';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { ChatLine } from '../../live/chat-log.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';

/** All that the crew does to messages and people, with the way back where there is one. */
export function useModeration({ moderation }: Pick<StudioLive, 'moderation'>, onChanged: () => void = () => {}) {
  const { chat: words, common, studio } = useWords();
  const toWords = useFailureWords();
  const fail = (error: unknown) => showFailure(toWords(error));
  const said = (text: string, undo?: () => void) => () => {
    onChanged();
    showDone(text, undo && { label: common.undo, act: undo });
  };

  const setMuted = (accountId: string, name: string, isMuted: boolean): void => {
    const text = isMuted ? studio.muted(name) : studio.unmuted(name);
    moderation.setMuted(accountId, isMuted).then(
      said(text, () => setMuted(accountId, name, !isMuted)),
      fail,
    );
  };
  const setBanned = (accountId: string, name: string, isBanned: boolean): void => {
    const text = isBanned ? words.acts.banned(name) : words.acts.lifted(name);
    moderation.setBanned(accountId, isBanned).then(
      said(text, () => setBanned(accountId, name, !isBanned)),
      fail,
    );
  };
  const setModerator = (accountId: string, name: string, isModerator: boolean): void => {
    const text = isModerator ? words.acts.appointed(name) : words.acts.dismissed(name);
    moderation.setModerator(accountId, isModerator).then(
      said(text, () => setModerator(accountId, name, !isModerator)),
      fail,
    );
  };
  return {
    setMuted,
    setBanned,
    setModerator,
    remove: (messageId: string) =>
      void moderation.deleteMessage(messageId).then(
        said(studio.messageDeleted, () => void moderation.restoreMessage(messageId).catch(fail)),
        fail,
      ),
    removeAllOf: (accountId: string) =>
      void moderation.deleteAllOf(accountId).then(({ deleted }) => said(words.acts.deletedAll(deleted))(), fail),
    setHighlighted: ({ isHighlighted, messageId }: ChatLine) =>
      void moderation.setHighlighted(messageId, !isHighlighted).catch(fail),
    pin: (messageId: string | null) => void moderation.pin(messageId).catch(fail),
    review: (messageId: string, isPassed: boolean) => void moderation.review(messageId, isPassed).catch(fail),
    setSlow: (slowSeconds: chat.SlowSeconds) => void moderation.setSlow(slowSeconds).catch(fail),
  };
}
