import { useWords } from '../../hooks/use-words.ts';
import { TaskFigures } from './task-figures.tsx';
import styles from './tasks.module.css';
import { useTasks } from './use-tasks.ts';

/** The forwarding tasks of a show and what came of each; nothing before the first. */
export function TaskedList({ showId }: { showId: string }) {
  const { console: own, studio } = useWords().tasks;
  const { data } = useTasks(showId);
  const tasked = data?.tasks.filter(({ openedAt }) => openedAt !== null) ?? [];
  if (tasked.length === 0) return null;
  return (
    <section className={styles.results} aria-label={own.tasked}>
      <h2>{own.tasked}</h2>
      <ul>
        {tasked.map((task) => (
          <li key={task.taskId}>
            <p>
              <b>{task.material.title}</b>
              <small>{task.closeReason ? studio.ended[task.closeReason] : own.open}</small>
            </p>
            <TaskFigures task={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}
