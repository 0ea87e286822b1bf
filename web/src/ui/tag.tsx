import styles from './tag.module.css';

/** A word that stands beside a name: what it is must not be overlooked. */
export function Tag({ children }: { children: string }) {
  return <span className={styles.tag}>{children}</span>;
}
