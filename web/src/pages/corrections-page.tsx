import { Link } from 'wouter';
import { RecallKits } from '../features/recalls/recall-kits.tsx';
import { paths } from '../hooks/paths.ts';
import { useWords } from '../hooks/use-words.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './shopkeeper-home-page.module.css';

/** Where a shopkeeper puts right what she forwarded. */
export function CorrectionsPage() {
  const { common, recalls } = useWords();
  return (
    <main className={styles.narrow}>
      <header className={styles.head}>
        <Link href={paths.home} className={styles.account} aria-label={common.back}>
          <Icon name="back" size={22} />
        </Link>
        <h1>{recalls.kit.title}</h1>
      </header>
      <div className={styles.shows}>
        <RecallKits />
      </div>
    </main>
  );
}
