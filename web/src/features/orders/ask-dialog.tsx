import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { OpenDialog } from '../../ui/open-dialog.tsx';

type AskDialogProps = {
  title: string;
  label: string;
  first: string;
  /** Asks for a whole number from 1 to this. */
  maxNumber?: number;
  isBusy: boolean;
  onAnswer: (answer: string) => void;
  onClose: () => void;
};

/** Asks for the one thing that an act needs; its button says the act. */
export function AskDialog({ first, isBusy, label, maxNumber, onAnswer, onClose, title }: AskDialogProps) {
  const { common } = useWords();
  const [answer, setAnswer] = useState(first);
  const isNumber = maxNumber !== undefined;
  const isGood = isNumber ? Number(answer) >= 1 && Number(answer) <= maxNumber : answer.trim() !== '';
  return (
    <OpenDialog onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood) onAnswer(answer.trim());
        }}
      >
        {isNumber ? (
          <NumberInput
            label={label}
            min={1}
            max={maxNumber}
            allowDecimal={false}
            value={answer}
            data-autofocus
            onChange={(value) => setAnswer(String(value))}
          />
        ) : (
          <TextInput
            label={label}
            maxLength={80}
            value={answer}
            data-autofocus
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" mt="lg">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isGood}>
            {title}
          </Button>
        </Group>
      </form>
    </OpenDialog>
  );
}
