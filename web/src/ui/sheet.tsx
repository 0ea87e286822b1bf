import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../hooks/use-words.ts';
import styles from './sheet.module.css';
import { TapButton } from './tap-button.tsx';
import { enterTopSheet } from './top-sheet.ts';

type SheetProps = { title: string; aside?: ReactNode; isTall?: boolean; onClose: () => void; children: ReactNode };

/**
 * Comes up from below on a phone, stands at the side on a desktop. Escape, the cross and a tap beside it close it; the
 * focus goes back to what opened it.
 */
export function Sheet({ aside, children, isTall, onClose, title }: SheetProps) {
  const { common } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const opener = document.activeElement;
    if (!element.open) element.showModal();
    const leave = enterTopSheet(element);
    return () => {
      leave();
      element.close();
      // It is out of the page by now, so the browser gives the focus back to nobody.
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself.
    <dialog
      ref={dialog}
      className={styles.sheet}
      data-tall={isTall || undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={styles.body}>
        <header className={styles.head}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {aside}
          <TapButton icon="close" label={common.close} onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
