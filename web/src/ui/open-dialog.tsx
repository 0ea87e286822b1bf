import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../hooks/use-words.ts';

type OpenDialogProps = {
  title: ReactNode;
  size?: number;
  /** Where the focus goes afterwards, when what opened the dialog is gone by then. */
  returnTo?: HTMLElement | null;
  children: ReactNode;
  onClose: () => void;
};

/** A dialog that exists only while it is open: what had the focus before has it again afterwards. */
export function OpenDialog({ children, onClose, returnTo = null, size, title }: OpenDialogProps) {
  const { common } = useWords();
  useReturn(returnTo);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': common.close }}
      {...(size !== undefined && { size })}
    >
      {children}
    </Modal>
  );
}

function useReturn(fallback: HTMLElement | null): void {
  const [opener] = useState(findOpener);
  const isOpen = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog goes.
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
      setTimeout(() => {
        const target = opener?.isConnected ? opener : fallback;
        // Where its act led to something, that has the focus by then.
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (!isOpen.current && isLost && target instanceof HTMLElement) target.focus();
      });
    };
  }, []);
}

/** What had the focus; of a menu, the button that it belongs to, since its items are gone by then. */
function findOpener(): Element | null {
  const active = document.activeElement;
  const label = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return (label && document.getElementById(label)) || active;
}
