import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../hooks/use-words.ts';
import { OpenDialog } from './open-dialog.tsx';

type ConfirmDialogProps = {
  isOpen: boolean;
  title: string;
  /** What happens next, before she decides. */
  children: ReactNode;
  /** The act itself, never "OK". */
  act: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  onAct: () => void;
  onClose: () => void;
};

/** Asks once before something that cannot be taken back. */
export function ConfirmDialog({
  act,
  children,
  isBusy,
  isDangerous,
  isOpen,
  onAct,
  onClose,
  title,
}: ConfirmDialogProps) {
  const words = useWords();
  if (!isOpen) return null;
  return (
    <OpenDialog onClose={onClose} title={title}>
      {children}
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose} data-autofocus>
          {words.common.cancel}
        </Button>
        <Button variant="filled" loading={isBusy ?? false} onClick={onAct} {...(isDangerous && { color: 'coral' })}>
          {act}
        </Button>
      </Group>
    </OpenDialog>
  );
}
