import type { tasks } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import styles from './tasks.module.css';

/** How far the school is with a task: a bar towards its target, and people by what they reached. */
export function TaskFigures({ task }: { task: tasks.Task }) {
  const { studio } = useWords().tasks;
  const { held, people, weighed } = task.progress;
  const grades = (['E0', 'E1', 'E2', 'E4'] as const).filter((grade) => grade !== 'E4' || people.E4 > 0);
  return (
    <>
      <div className={styles.bar}>
        <i style={{ width: `${Math.min(100, weighed / task.targetForwards)}%` }} />
      </div>
      <p className={styles.figures} aria-live="polite">
        <b>
          {studio.progress((weighed / 100).toFixed(weighed % 100 === 0 ? 0 : 2), task.targetForwards)} {studio.unit}
        </b>
        {grades.map((grade) => (
          <span key={grade}>
            {studio.grade[grade]} {people[grade]}
          </span>
        ))}
        {held > 0 && <span data-held>{studio.held(held)}</span>}
      </p>
    </>
  );
}
