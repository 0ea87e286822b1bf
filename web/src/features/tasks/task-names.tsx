import type { tasks } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './tasks.module.css';
import type { StudioTasks } from './use-studio-tasks.ts';

type TaskNamesProps = { task: tasks.Task; tasks: Pick<StudioTasks, 'listPeople'>; onClose: () => void };

/** Who has not forwarded first, then who has, and how surely. */
export function TaskNames({ onClose, task, tasks: held }: TaskNamesProps) {
  const { tasks } = useWords();
  const { studio } = tasks;
  const { data, error, refetch } = useQuery({
    queryKey: ['task-people', task.taskId],
    queryFn: () => held.listPeople(task.taskId),
    refetchInterval: 3_000,
    gcTime: 0,
  });
  return (
    <OpenDialog title={studio.namesTitle} onClose={onClose}>
      {error && !data && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={4} height={36} />}
      {data?.people.length === 0 && <EmptyState isDense icon="people" title={studio.nobody} />}
      <ul className={styles.names}>
        {data?.people.map(({ accountId, displayName, grade }) => (
          <li key={accountId}>
            <span>{displayName}</span>
            <span data-missing={grade === null || undefined}>{grade ? studio.grade[grade] : studio.notYet}</span>
          </li>
        ))}
      </ul>
    </OpenDialog>
  );
}
