import { Button } from '@mantine/core';
import { useWords } from '../../hooks/use-words.ts';
import styles from './tasks.module.css';
import type { StudioTasks } from './use-studio-tasks.ts';

type TaskCardsProps = {
  tasks: Pick<StudioTasks, 'isBusy' | 'isLive' | 'open' | 'prepared'>;
  /** Null for those that stand under none. */
  segmentId: string | null;
};

/** The tasks that are prepared under a segment, one press from the school. */
export function TaskCards({ segmentId, tasks }: TaskCardsProps) {
  const { room, studio } = useWords().tasks;
  const own = tasks.prepared.filter((task) => task.segmentId === segmentId);
  if (own.length === 0) return null;
  return (
    <ul className={styles.cards}>
      {own.map(({ material, minutes, points, taskId }) => (
        <li key={taskId}>
          <div>
            <p>
              {room.title} · {studio.asked(minutes, points)}
            </p>
            <b>{material.title}</b>
          </div>
          <Button
            size="compact-sm"
            variant={tasks.isLive ? 'light' : 'default'}
            disabled={!tasks.isLive || tasks.isBusy}
            title={tasks.isLive ? undefined : studio.afterLive}
            aria-label={studio.launchIt(material.title)}
            onClick={() => void tasks.open({ taskId })}
          >
            {studio.open}
          </Button>
        </li>
      ))}
    </ul>
  );
}
