import { useWords } from '../../hooks/use-words.ts';
import { Tag } from '../../ui/tag.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './stage.module.css';

type EndedStageProps = {
  posterPath: string | null;
  title: string;
  hasReplay: boolean;
  isRehearsal: boolean;
  onReplay: () => void;
  onBack: () => void;
};

/** Where the picture was, once the show is over; the feed below goes on. */
export function EndedStage({ hasReplay, isRehearsal, onBack, onReplay, posterPath, title }: EndedStageProps) {
  const { common, room, schedule } = useWords();
  return (
    <section className={styles.stage} aria-label={room.stage.video}>
      {posterPath && <img className={styles.poster} src={posterPath} alt="" />}
      <div className={styles.scrimTop}>
        <TapButton look="over" icon="back" label={common.back} onClick={onBack} />
        <div className={styles.names}>
          <h1 className={styles.title}>{title}</h1>
        </div>
        {isRehearsal && <Tag>{schedule.rehearsal.badge}</Tag>}
      </div>
      <div className={styles.ended} role="status">
        <p className={styles.noticeTitle}>{room.lobby.ended}</p>
        <p className={styles.noticeText}>{hasReplay ? room.lobby.endedReplayText : room.lobby.replayPending}</p>
        {hasReplay && (
          <TapButton look="primary" icon="play" onClick={onReplay}>
            {room.lobby.watchReplay}
          </TapButton>
        )}
      </div>
    </section>
  );
}
