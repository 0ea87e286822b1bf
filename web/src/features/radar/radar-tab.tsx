import type { insights } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ClicksChart } from './clicks-chart.tsx';
import { HintCard } from './hint-card.tsx';
import styles from './radar.module.css';
import { type RadarLive, useRadar } from './use-radar.ts';

type RadarTabProps = {
  live: RadarLive;
  drops: readonly { seq: number; material: { title: string } }[];
  onCheckIn: () => void;
};
const figures = ['online', 'attentive', 'seen', 'forwarded'] as const;

/** What the school does right now, and one line to say next. */
export function RadarTab({ drops, live, onCheckIn }: RadarTabProps) {
  const words = useWords().radar;
  const { dismiss, radar } = useRadar(live);
  const toTitle = (dropSeq: number) =>
    drops.find(({ seq }) => seq === dropSeq)?.material.title ?? words.dropSeq(dropSeq);
  if (!radar) {
    return (
      <div className={styles.scroll}>
        <p className={styles.quiet}>{words.waiting}</p>
        <SkeletonRows count={6} height={40} />
      </div>
    );
  }
  return (
    <div className={styles.scroll}>
      {radar.hint && (
        <HintCard
          hint={radar.hint}
          questions={radar.questions}
          toTitle={toTitle}
          onCheckIn={onCheckIn}
          onDismiss={dismiss}
        />
      )}
      <dl className={styles.figures}>
        {figures.map((figure) => (
          <div key={figure}>
            <dt>{words[figure]}</dt>
            <dd>{radar[figure]}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>{words.newestDrop}</p>
      <ClicksChart clicks={radar.clicks} />
      <Drops radar={radar} toTitle={toTitle} />
      <Cohorts cohorts={radar.cohorts} />
      {radar.questions.length > 0 && (
        <section>
          <h3>{words.questions}</h3>
          <ul className={styles.list}>
            {radar.questions.map(({ questionId, text, votes }) => (
              <li key={questionId}>
                <span>{text}</span>
                <b>{words.votes(votes)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

type DropsProps = { radar: insights.Radar; toTitle: (dropSeq: number) => string };
function Drops({ radar, toTitle }: DropsProps) {
  const words = useWords().radar;
  const { drops, online } = radar;
  return (
    <section>
      <h3>{words.drops}</h3>
      {drops.length === 0 && <EmptyState isDense icon="drop" title={words.noDrops} />}
      <ul className={styles.list}>
        {drops.map(({ dropSeq, unforwarded }) => {
          const percent = online === 0 ? 0 : Math.round((unforwarded / online) * 100);
          return (
            <li key={dropSeq}>
              <span>{toTitle(dropSeq)}</span>
              <b>{words.dropLine(unforwarded, percent)}</b>
              <span className={styles.track} aria-hidden="true">
                <span style={{ width: `${percent}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Cohorts({ cohorts }: { cohorts: readonly insights.RadarCohort[] }) {
  const { league, radar: words } = useWords();
  if (cohorts.length === 0) return <p className={styles.quiet}>{words.noCohorts}</p>;
  return (
    <table className={styles.cohorts}>
      <thead>
        <tr>
          <th scope="col">{words.cohort}</th>
          {figures.map((figure) => (
            <th key={figure} scope="col">
              {words[figure]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cohorts.map((one) => (
          <tr key={`${one.tenure} ${one.reach}`} data-stalled={one.isStalled || undefined}>
            <th scope="row">
              {league.nameOf(one)}
              {one.isStalled && <em title={words.stalledWhy}>{words.stalled}</em>}
            </th>
            {figures.map((figure) => (
              <td key={figure}>{one[figure]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
