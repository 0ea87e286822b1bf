import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './recalls.module.css';
import { useRecallKits } from './use-recall-kits.ts';

/** Stands first on her home while she has something to put right. */
export function RecallNotice() {
  const { kit: words } = useWords().recalls;
  const open = useRecallKits().data?.filter(({ doneAt }) => doneAt === null).length ?? 0;
  if (open === 0) return null;
  return (
    <aside className={styles.notice} aria-label={words.title}>
      <b>{words.needsYou(open)}</b>
      <p>{words.needsYouText}</p>
      <TapButton look="primary" icon="alert" to={paths.corrections}>
        {words.open}
      </TapButton>
    </aside>
  );
}
