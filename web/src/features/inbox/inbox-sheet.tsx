import { useWords } from '../../hooks/use-words.ts';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './inbox.module.css';
import { InboxList } from './inbox.tsx';

/** Her inbox over the show, so that she answers without leaving it. */
export function InboxSheet({ onClose }: { onClose: () => void }) {
  const { inbox } = useWords().inquiries;
  return (
    <Sheet title={inbox.title} isTall onClose={onClose}>
      <div className={styles.sheet}>
        <InboxList />
      </div>
    </Sheet>
  );
}
