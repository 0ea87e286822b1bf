import { useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import { notify } from '../../hooks/notifying.ts';
import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import { toMinutesLeft } from './choose-due-reminder.ts';
import styles from './reminder-notice.module.css';
import { useDueReminder } from './use-due-reminder.ts';

/** On whatever page she is: a show that she asked to be told of starts soon, and is one tap away. */
export function ReminderNotice() {
  const { rehearsal, reminder: words } = useWords().schedule;
  const [path, go] = useLocation();
  const { due, nowMs, putAway } = useDueReminder();
  const room = due ? paths.room(due.reminder.showId) : null;
  const isThere = room !== null && (path === room || path === paths.studio(due?.reminder.showId ?? ''));
  const text = due ? words.soon(due.reminder.title, toMinutesLeft(due, nowMs)) : '';
  const enter = () => {
    putAway();
    if (room) go(room);
  };
  const tell = useEffectEvent((tag: string) => notify(text, { tag, onOpen: enter }));
  const key = isThere ? undefined : due?.key;
  useEffect(() => {
    if (key) tell(key);
  }, [key]);
  if (!due || isThere) return null;
  return (
    <aside className={styles.notice} role="status" aria-label={words.label}>
      <Icon name="bell" size={20} />
      <p>
        {due.reminder.isRehearsal && <Tag>{rehearsal.badge}</Tag>} {text}
      </p>
      <TapButton look="primary" onClick={enter}>
        {words.enter}
      </TapButton>
      <TapButton icon="close" label={words.close} onClick={putAway} />
    </aside>
  );
}
