import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../ui/icon.tsx';
import styles from './studio.module.css';

export type CheckState = 'good' | 'todo' | 'bad' | 'waiting';
const icons: Record<CheckState, IconName> = { good: 'check', todo: 'alert', bad: 'close', waiting: 'clock' };

type CheckRowProps = { state: CheckState; children: ReactNode; act?: ReactNode };

/** One line of a checklist. */
export function CheckRow({ act, children, state }: CheckRowProps) {
  return (
    <li>
      <span className={styles.mark} data-state={state}>
        <Icon name={icons[state]} size={13} />
      </span>
      <span>{children}</span>
      {act}
    </li>
  );
}
