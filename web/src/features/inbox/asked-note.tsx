import { useEffect } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './inbox.module.css';
import type { Inquiry } from './use-inbox.ts';

const STAYS_MS = 12_000;
type AskedNoteProps = {
  asked: Inquiry;
  /** Something covers the page: the note waits, so that she sees it. */
  isCovered: boolean;
  onOpen: () => void;
  onGone: () => void;
};

/** A buyer asks while she watches: who, what, and the way to the answer. It takes its place in the feed, never the picture's. */
export function AskedNote({ asked, isCovered, onGone, onOpen }: AskedNoteProps) {
  const { common, inquiries } = useWords();
  const { inbox } = inquiries;
  const { askerName, inquiryId, text } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new question stays anew.
  useEffect(() => {
    if (isCovered) return;
    const timer = setTimeout(onGone, STAYS_MS);
    return () => clearTimeout(timer);
  }, [inquiryId, isCovered, onGone]);
  return (
    <div className={styles.asked} role="status">
      <p>
        <b>{inbox.arrived(askerName || inbox.anonymous)}</b>
        <span>{text}</span>
      </p>
      <TapButton look="soft" icon="chat" onClick={onOpen}>
        {inbox.reply}
      </TapButton>
      <TapButton icon="close" label={common.close} onClick={onGone} />
    </div>
  );
}
