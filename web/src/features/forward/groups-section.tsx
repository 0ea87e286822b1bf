import { useWords } from '../../hooks/use-words.ts';
import styles from './forward.module.css';
import { GroupList } from './group-list.tsx';

/** Her groups on her account page. */
export function GroupsSection() {
  const { sheet } = useWords().tasks;
  return (
    <section className={styles.groupsSection}>
      <h2>{sheet.manage}</h2>
      <p className={styles.groupsText}>{sheet.manageText}</p>
      <GroupList />
    </section>
  );
}
