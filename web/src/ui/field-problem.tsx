import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './states.module.css';

/** What is wrong with a field of our own, right below it; its `id` describes the field. */
export function FieldProblem({ children, id }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div id={id} className={styles.problem} role="alert">
      <Icon name="alert" size={16} />
      <span>{children}</span>
    </div>
  );
}
