import type { replays } from '@shoal/contract';
import type { RefObject } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import styles from './replay-player.module.css';

type ReplayPlayerProps = {
  videoRef: RefObject<HTMLVideoElement | null>;
  problem: 'retrying' | 'unsupported' | null;
  gaps: replays.Replay['gaps'];
  timeMs: number;
  posterPath: string | null;
};

const GAP_SHOWN_MS = 3_000;

/** The recording with the browser's own controls; says where the picture was away. */
export function ReplayPlayer({ gaps, posterPath, problem, timeMs, videoRef }: ReplayPlayerProps) {
  const { common, room } = useWords();
  const isAtGap = gaps.some(({ atMs }) => timeMs >= atMs && timeMs < atMs + GAP_SHOWN_MS);
  return (
    <div className={styles.player}>
      {/* biome-ignore lint/a11y/useMediaCaption: a recorded show has no captions to offer. */}
      <video
        ref={videoRef}
        controls
        playsInline
        aria-label={room.replay.title}
        preload="metadata"
        poster={posterPath ?? undefined}
        data-source="replay"
      />
      {isAtGap && <p className={styles.note}>{room.replay.gap}</p>}
      {problem && (
        <p className={styles.note} role="alert">
          {problem === 'unsupported' ? room.stage.noPlayer : common.offline}
        </p>
      )}
    </div>
  );
}
