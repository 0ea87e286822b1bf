import { useWords } from '../../hooks/use-words.ts';
import { HISTORY_MS, type OnlinePoint } from '../../live/online-history.ts';
import styles from './studio.module.css';

const WIDTH = 200;
const HEIGHT = 36;
type SparklineProps = { points: readonly OnlinePoint[] };

/** Ten minutes of presence; the newest at the right edge. */
export function Sparkline({ points }: SparklineProps) {
  const { studio } = useWords();
  const last = points.at(-1);
  const peak = points.reduce((most, { online }) => Math.max(most, online), 0);
  const path = last ? toPath(points, last.atMs, Math.max(peak, 1)) : '';
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={studio.onlineTrend(last?.online ?? 0, peak)}
    >
      {path && <path d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} fill="var(--act)" opacity=".12" />}
      <path
        d={path}
        fill="none"
        stroke="var(--act)"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Before the first point the line is flat, so that a fresh page has a line as well. */
export function toPath(points: readonly OnlinePoint[], nowMs: number, peak: number): string {
  const toY = (online: number) => HEIGHT - 2 - (online / peak) * (HEIGHT - 6);
  const steps = points.map(
    ({ atMs, online }) => `L${(WIDTH - ((nowMs - atMs) / HISTORY_MS) * WIDTH).toFixed(1)} ${toY(online).toFixed(1)}`,
  );
  return `M0 ${toY(points[0]?.online ?? 0).toFixed(1)}${steps.join('')}`;
}
