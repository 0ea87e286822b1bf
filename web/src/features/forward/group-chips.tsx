import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import styles from './forward.module.css';
import { GroupForm } from './group-form.tsx';
import { GroupNote } from './group-note.tsx';
import { GroupsSheet } from './groups-sheet.tsx';
import { useAddGroup, useGroups } from './use-groups.ts';

type GroupChipsProps = { chosenId: string | null; onChoose: (groupId: string | null) => void };

/** Her own groups, best first: each has a link of its own, so that she sees which of them opens it. */
export function GroupChips({ chosenId, onChoose }: GroupChipsProps) {
  const { forward, tasks } = useWords();
  const { sheet } = tasks;
  const [opened, setOpened] = useState<'add' | 'manage' | null>(null);
  const { error, groups, retry } = useGroups();
  const chosen = groups?.find(({ groupId }) => groupId === chosenId);
  const added = (groupId: string) => {
    setOpened(null);
    onChoose(groupId);
  };
  return (
    <fieldset className={styles.groups}>
      <legend>{sheet.groups}</legend>
      <div className={styles.chipRow}>
        <Chip isOn={chosenId === null} text={sheet.anyGroup} onChoose={() => onChoose(null)} />
        {groups?.map(({ groupId, members, name, restUntil }) => (
          <Chip
            key={groupId}
            isOn={chosenId === groupId}
            isTired={restUntil !== null}
            text={name}
            aside={sheet.members(members)}
            onChoose={() => onChoose(groupId)}
          />
        ))}
        {!groups && error && (
          <button type="button" className={styles.chip} onClick={retry}>
            {forward.group.unread}
          </button>
        )}
        <button
          type="button"
          className={styles.chip}
          aria-expanded={opened === 'add'}
          onClick={() => setOpened(opened === 'add' ? null : 'add')}
        >
          + {sheet.addGroup}
        </button>
        {groups && groups.length > 0 && (
          <button type="button" className={styles.chip} onClick={() => setOpened('manage')}>
            {sheet.manage}
          </button>
        )}
      </div>
      {opened === 'add' && <AddGroup onAdded={added} />}
      {chosen && <GroupNote group={chosen} />}
      {opened === 'manage' && <GroupsSheet onClose={() => setOpened(null)} />}
    </fieldset>
  );
}

type ChipProps = { isOn: boolean; isTired?: boolean; text: string; aside?: string; onChoose: () => void };
function Chip({ aside, isOn, isTired = false, onChoose, text }: ChipProps) {
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={isOn}
      data-tired={isTired || undefined}
      onClick={onChoose}
    >
      {text} {aside && <small>{aside}</small>}
    </button>
  );
}

function AddGroup({ onAdded }: { onAdded: (groupId: string) => void }) {
  const { error, isPending, mutate } = useAddGroup(onAdded);
  return <GroupForm error={error} isBusy={isPending} onSave={mutate} />;
}
