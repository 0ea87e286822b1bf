import { Button, Group, NumberInput, Select, Textarea } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { useLongSelect } from '../../hooks/use-long-select.ts';
import { useWords } from '../../hooks/use-words.ts';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import styles from './tasks.module.css';
import type { TaskDraft } from './use-prepared-tasks.ts';

type TaskFormProps = {
  title: string;
  /** What the button does with it. */
  act: string;
  materials: readonly catalog.Material[];
  /** Chosen when nothing is written yet, where it is one of them. */
  likely?: string | null;
  /** What is written already. */
  first?: TaskDraft | undefined;
  isBusy: boolean;
  onAct: (draft: TaskDraft) => void;
  onClose: () => void;
};
const usual = { targetForwards: 100, minutes: 10, points: 20 };

/** What the host asks for: which material, of how many, by when, for what. */
export function TaskForm({ act, first, isBusy, likely, materials, onAct, onClose, title }: TaskFormProps) {
  const { tasks } = useWords();
  const { studio } = tasks;
  const [materialId, setMaterialId] = useState<string | null>(() => {
    const chosen = materials.find((one) => one.materialId === likely) ?? materials[0];
    return first?.materialId ?? chosen?.materialId ?? null;
  });
  const [words, setWords] = useState(first?.words ?? '');
  const [numbers, setNumbers] = useState({ ...usual, ...first });
  const { minutes, points, targetForwards } = numbers;
  const set = (change: Partial<typeof usual>) => setNumbers({ ...numbers, ...change });
  const choices = [...new Map(materials.map((one) => [one.materialId as string, one.title]))];
  const longSelect = useLongSelect(choices);
  return (
    <OpenDialog title={title} onClose={onClose}>
      <div className={styles.form}>
        <Select
          {...longSelect}
          label={studio.material}
          data={choices.map(([value, label]) => ({ value, label }))}
          value={materialId}
          onChange={setMaterialId}
        />
        <div className={styles.numbers}>
          <NumberInput
            label={studio.target}
            min={1}
            max={100_000}
            value={targetForwards}
            onChange={(value) => set({ targetForwards: Number(value) })}
          />
          <NumberInput
            label={studio.minutes}
            min={1}
            max={120}
            value={minutes}
            onChange={(value) => set({ minutes: Number(value) })}
          />
          <NumberInput
            label={studio.points}
            min={1}
            max={1_000}
            value={points}
            onChange={(value) => set({ points: Number(value) })}
          />
        </div>
        <Textarea
          label={studio.words}
          placeholder={studio.wordsHint}
          maxLength={500}
          autosize
          minRows={2}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {studio.giveUp}
          </Button>
          <Button
            variant="filled"
            disabled={!materialId || isBusy || Math.min(targetForwards, minutes, points) < 1}
            onClick={() => materialId && onAct({ materialId, targetForwards, minutes, points, words })}
          >
            {act}
          </Button>
        </Group>
      </div>
    </OpenDialog>
  );
}
