import { useWords } from '../../hooks/use-words.ts';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './forward.module.css';
import { GroupList } from './group-list.tsx';

/** Correct a group or put it away, without leaving the show. */
export function GroupsSheet({ onClose }: { onClose: () => void }) {
  const { sheet } = useWords().tasks;
  return (
    <Sheet title={sheet.manage} onClose={onClose}>
      <div className={styles.scroll}>
        <p className={styles.groupsText}>{sheet.manageText}</p>
        <GroupList />
      </div>
    </Sheet>
  );
}
