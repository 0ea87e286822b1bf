import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './states.module.css';

type EmptyStateProps = { icon: IconName; title: string; text?: string; isDense?: boolean; children?: ReactNode };

/** Says what will be here, and offers the one thing to do. */
export function EmptyState({ children, icon, isDense, text, title }: EmptyStateProps) {
  return (
    <div className={styles.state} data-dense={isDense || undefined}>
      <span className={styles.mark}>
        <Icon name={icon} size={22} />
      </span>
      <p className={styles.title}>{title}</p>
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.act}>{children}</div>}
    </div>
  );
}
