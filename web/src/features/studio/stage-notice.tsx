import type { ReactNode } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { IconName } from '../../ui/icon.tsx';
import styles from './studio.module.css';

type StageNoticeProps = { icon: IconName; title: string; text: string; children?: ReactNode };

/** The whole page when there is no stage to stand on: it says why, and the way on. */
export function StageNotice({ children, icon, text, title }: StageNoticeProps) {
  return (
    <main className={styles.whole}>
      <EmptyState icon={icon} title={title} text={text}>
        {children}
      </EmptyState>
    </main>
  );
}
