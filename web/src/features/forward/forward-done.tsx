import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import { FishCheer } from './fish-cheer.tsx';
import styles from './forward.module.css';
import type { Share } from './use-shares.ts';

type ForwardDoneProps = {
  share: Share;
  /** What the task gives; null when it was forwarded for none. */
  points: number | null;
  /** What it gave her so far. */
  earned: number;
  onAgain: () => void;
  onClose: () => void;
};

/** Says what was noted and what will be credited when; the visitors come in while she looks. */
export function ForwardDone({ earned, onAgain, onClose, points, share }: ForwardDoneProps) {
  const { room, tasks } = useWords();
  const { forward } = room;
  const plain = share.evidence === 'E2' ? forward.doneE2 : forward.doneText;
  const credited =
    points === null
      ? null
      : share.evidence === 'E2' && earned > 0
        ? tasks.sheet.doneE2(earned)
        : tasks.sheet.doneText(points);
  return (
    <div className={styles.doneBody}>
      <FishCheer key={share.visitors} isLoud={share.visitors > 0} />
      <h3 className={styles.doneTitle}>{forward.doneTitle}</h3>
      <p className={styles.doneText}>{credited ?? plain}</p>
      {credited && <p className={styles.doneText}>{tasks.sheet.pointsNote}</p>}
      <p className={styles.doneCount} aria-live="polite" data-some={share.visitors > 0 || undefined}>
        {forward.visitors(share.visitors)}
      </p>
      <div className={styles.pair}>
        <TapButton icon="forward" onClick={onAgain}>
          {forward.keepGoing}
        </TapButton>
        <TapButton look="primary" onClick={onClose}>
          {forward.backToShow}
        </TapButton>
      </div>
    </div>
  );
}
