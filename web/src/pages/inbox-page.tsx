import { Link } from 'wouter';
import { Inbox } from '../features/inbox/inbox.tsx';
import { paths } from '../hooks/paths.ts';
import { useWords } from '../hooks/use-words.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './shopkeeper-home-page.module.css';

/** Where a shopkeeper reads and answers what visitors ask her. */
export function InboxPage() {
  const words = useWords();
  return (
    <main className={styles.narrow}>
      <header className={styles.head}>
        <Link href={paths.home} className={styles.account} aria-label={words.common.back}>
          <Icon name="back" size={22} />
        </Link>
        <h1>{words.inquiries.inbox.title}</h1>
      </header>
      <div className={styles.shows}>
        <Inbox />
      </div>
    </main>
  );
}
