import { useWords } from '../../hooks/use-words.ts';
import styles from './radar.module.css';

const WIDTH = 240;
const HEIGHT = 40;

type ClicksChartProps = { clicks: readonly number[] };

/** Links opened in each of the last 60 seconds, with the number beside it. */
export function ClicksChart({ clicks }: ClicksChartProps) {
  const words = useWords().radar;
  const peak = Math.max(1, ...clicks);
  const lately = clicks.slice(-10).reduce((sum, count) => sum + count, 0);
  const step = WIDTH / clicks.length;
  return (
    <figure className={styles.chart}>
      <figcaption>
        <b>{words.clicks}</b>
        <span>{words.clicksNow(lately)}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.clicksLabel(clicks.at(-1) ?? 0, Math.max(0, ...clicks))}
      >
        <path d={toBars(clicks, { peak, step })} fill="var(--act)" />
      </svg>
      <p className={styles.axis} aria-hidden="true">
        <span>{words.secondsAgo}</span>
        <span>{words.perSecond(Math.max(0, ...clicks))}</span>
        <span>{words.now}</span>
      </p>
    </figure>
  );
}

function toBars(clicks: readonly number[], { peak, step }: { peak: number; step: number }): string {
  return clicks
    .map((count, second) => {
      const height = (count / peak) * HEIGHT;
      return count === 0
        ? ''
        : `M${(second * step).toFixed(1)} ${HEIGHT}v${-height}h${(step * 0.8).toFixed(1)}v${height}z`;
    })
    .join('');
}
