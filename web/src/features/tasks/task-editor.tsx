import { ActionIcon, Button } from '@mantine/core';
import type { shows, tasks } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { Icon } from '../../ui/icon.tsx';
import { TaskForm } from './task-form.tsx';
import styles from './tasks.module.css';
import { type TaskDraft, usePreparedTasks } from './use-prepared-tasks.ts';
import { useTasks } from './use-tasks.ts';

type TaskEditorProps = {
  show: shows.Show;
  /** Null until the segment is saved. */
  segmentId: string | null;
};
type Edited = { idempotencyKey: string; taskId: string | null; first?: TaskDraft };

/** The forwarding tasks under one segment; each is kept as soon as it is written. */
export function TaskEditor({ segmentId, show }: TaskEditorProps) {
  const { console: words } = useWords().tasks;
  const { data } = useTasks(show.showId);
  const [edited, setEdited] = useState<Edited | null>(null);
  const { isPending, keep, remove } = usePreparedTasks(show.showId, () => setEdited(null));
  if (segmentId === null) return null;
  const materials = listMaterials(show, segmentId);
  const own = data?.tasks.filter((task) => task.state === 'prepared' && task.segmentId === segmentId) ?? [];
  return (
    <div className={styles.prepared}>
      {own.map((task) => (
        <TaskChip
          key={task.taskId}
          task={task}
          onEdit={() => setEdited({ idempotencyKey: randomUuid(), taskId: task.taskId, first: toDraft(task) })}
          onRemove={() => remove(task.taskId)}
        />
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<Icon name="add" size={14} />}
        disabled={materials.length === 0}
        title={materials.length === 0 ? words.noMaterial : undefined}
        onClick={() => setEdited({ idempotencyKey: randomUuid(), taskId: null })}
      >
        {words.add}
      </Button>
      {edited && (
        <TaskForm
          title={words.write}
          act={words.save}
          materials={materials}
          first={edited.first}
          isBusy={isPending}
          onAct={(draft) => keep({ ...edited, draft: { ...draft, segmentId } })}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

type TaskChipProps = { task: tasks.Task; onEdit: () => void; onRemove: () => void };
function TaskChip({ onEdit, onRemove, task: { material, minutes, points } }: TaskChipProps) {
  const { console: words, room, studio } = useWords().tasks;
  return (
    <span className={styles.chip}>
      <button type="button" aria-label={words.edit(material.title)} onClick={onEdit}>
        <small>
          {room.title} · {studio.asked(minutes, points)}
        </small>
        {material.title}
      </button>
      <ActionIcon size={26} aria-label={words.remove(material.title)} onClick={onRemove}>
        <Icon name="close" size={13} />
      </ActionIcon>
    </span>
  );
}

/** The show's materials, the segment's own first. */
function listMaterials({ segments }: shows.Show, segmentId: string) {
  const own = segments.filter((segment) => segment.segmentId === segmentId);
  const others = segments.filter((segment) => segment.segmentId !== segmentId);
  return [...own, ...others].flatMap((segment) => segment.materials);
}

const toDraft = ({ materialId, minutes, points, targetForwards, words }: tasks.Task): TaskDraft => ({
  materialId,
  minutes,
  points,
  targetForwards,
  words,
});
