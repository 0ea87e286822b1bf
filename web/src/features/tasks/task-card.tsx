import type { tasks } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import type { StoryTask } from '../../live/show-story.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import { DeadlineRing } from './deadline-ring.tsx';
import styles from './tasks.module.css';

type TaskCardProps = {
  task: StoryTask;
  own: tasks.OwnTask | undefined;
  serverNowMs: () => number;
  onForward: () => void;
};

/** The open task, pinned above the feed: what is asked, how long yet, where she stands. */
export function TaskCard({ onForward, own, serverNowMs, task }: TaskCardProps) {
  const { room } = useWords().tasks;
  const grade = own?.grade ?? null;
  return (
    <section className={styles.card} aria-label={room.title}>
      <DeadlineRing openedAt={task.openedAt} deadlineAt={task.deadlineAt} serverNowMs={serverNowMs} />
      <div className={styles.about}>
        <p>
          {room.title} · {room.worth(task.points)}
        </p>
        <h2>{task.material.title}</h2>
        {task.words && <p className={styles.say}>{task.words}</p>}
        <p className={styles.state} data-grade={grade ?? undefined} aria-live="polite">
          {room.state[grade ?? 'none']}
          {own && own.points > 0 && ` · ${room.points(own.points)}`}
          {own?.hasHeld && <span data-held> · {room.held}</span>}
        </p>
      </div>
      <TapButton look={grade === null ? 'primary' : 'quiet'} icon="forward" onClick={onForward}>
        {grade === null ? room.act : room.again}
      </TapButton>
    </section>
  );
}
