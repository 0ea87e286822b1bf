import { Button } from '@mantine/core';
import type { tasks } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { DeadlineRing } from './deadline-ring.tsx';
import { TaskCards } from './task-cards.tsx';
import { TaskFigures } from './task-figures.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskNames } from './task-names.tsx';
import styles from './tasks.module.css';
import type { StudioTasks } from './use-studio-tasks.ts';

type TaskPanelProps = { tasks: StudioTasks; serverNowMs: () => number };

/** Below the stage: start a forwarding task, and see how far the school is. */
export function TaskPanel({ serverNowMs, tasks: held }: TaskPanelProps) {
  const { studio } = useWords().tasks;
  const [isWriting, setWriting] = useState(false);
  return (
    <section className={styles.panel} aria-label={studio.title}>
      <div>
        <Button
          size="compact-sm"
          variant="light"
          disabled={!held.isLive}
          title={held.isLive ? undefined : studio.afterLive}
          onClick={() => setWriting(true)}
        >
          {studio.launch}
        </Button>
      </div>
      <TaskCards tasks={held} segmentId={null} />
      {held.isLoading && <SkeletonRows count={1} />}
      {held.error && <FailedState isDense error={held.error} onRetry={held.retry} />}
      {!held.isLoading && !held.error && held.current.length === 0 && <p className={styles.none}>{studio.none}</p>}
      {held.current.map((task) => (
        <CurrentTask key={task.taskId} task={task} tasks={held} serverNowMs={serverNowMs} />
      ))}
      {isWriting && (
        <TaskForm
          title={studio.launch}
          act={studio.open}
          materials={held.materials}
          likely={held.lastDropped}
          isBusy={held.isBusy}
          onAct={async (draft) => {
            if (await held.open(draft)) setWriting(false);
          }}
          onClose={() => setWriting(false)}
        />
      )}
    </section>
  );
}

type CurrentTaskProps = TaskPanelProps & { task: tasks.Task };

function CurrentTask({ serverNowMs, task, tasks: held }: CurrentTaskProps) {
  const { studio } = useWords().tasks;
  const [isOpen, setOpen] = useState(false);
  const isRunning = task.state === 'open' && task.openedAt !== null && task.deadlineAt !== null;
  return (
    <div className={styles.current}>
      {isRunning ? (
        <DeadlineRing openedAt={task.openedAt ?? ''} deadlineAt={task.deadlineAt ?? ''} serverNowMs={serverNowMs} />
      ) : (
        <span className={styles.none}>{task.closeReason && studio.ended[task.closeReason]}</span>
      )}
      <div>
        <h3>{task.material.title}</h3>
        <TaskFigures task={task} />
      </div>
      <div className={styles.acts}>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpen(true)}>
          {studio.names}
        </Button>
        {isRunning && (
          <>
            <Button
              size="compact-sm"
              variant="light"
              disabled={held.isBusy}
              onClick={() => void held.close(task.taskId)}
            >
              {studio.close}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              disabled={held.isBusy}
              onClick={() => void held.withdraw(task.taskId)}
            >
              {studio.withdraw}
            </Button>
          </>
        )}
      </div>
      {isOpen && <TaskNames task={task} tasks={held} onClose={() => setOpen(false)} />}
    </div>
  );
}
