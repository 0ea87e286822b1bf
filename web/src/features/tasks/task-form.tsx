import { Button, Group, Modal, NumberInput, Select, Textarea } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import styles from './tasks.module.css';
import type { TaskOpening } from './use-studio-tasks.ts';

type TaskFormProps = {
  materials: readonly catalog.Material[];
  isBusy: boolean;
  onOpen: (draft: TaskOpening) => void;
  onClose: () => void;
};

/** What the host asks for: which material, of how many, by when, for what. */
export function TaskForm({ isBusy, materials, onClose, onOpen }: TaskFormProps) {
  const { studio } = useWords().tasks;
  const [materialId, setMaterialId] = useState<string | null>(materials[0]?.materialId ?? null);
  const [words, setWords] = useState('');
  const [targetForwards, setTarget] = useState(100);
  const [minutes, setMinutes] = useState(10);
  const [points, setPoints] = useState(20);
  const choices = [...new Map(materials.map((one) => [one.materialId as string, one.title]))];
  return (
    <Modal opened title={studio.launch} onClose={onClose}>
      <div className={styles.form}>
        <Select
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
            onChange={(value) => setTarget(Number(value))}
          />
          <NumberInput
            label={studio.minutes}
            min={1}
            max={120}
            value={minutes}
            onChange={(value) => setMinutes(Number(value))}
          />
          <NumberInput
            label={studio.points}
            min={1}
            max={1_000}
            value={points}
            onChange={(value) => setPoints(Number(value))}
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
            disabled={!materialId || isBusy}
            onClick={() => materialId && onOpen({ materialId, targetForwards, minutes, points, words })}
          >
            {studio.open}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
