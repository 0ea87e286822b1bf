import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';
import { GroupForm } from './group-form.tsx';
import { type Group, useGroupActs, useGroups } from './use-groups.ts';

/** Her groups: each can be corrected and put away. */
export function GroupList() {
  const { sheet } = useWords().tasks;
  const { data, error, refetch } = useGroups();
  const [editedId, setEditedId] = useState<string | null>(null);
  if (!data && error) return <FailedState isDense error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={3} height={56} />;
  if (data.groups.length === 0)
    return <EmptyState isDense icon="people" title={sheet.noGroups} text={sheet.noGroupsText} />;
  return (
    <>
      <ul className={styles.groupList}>
        {data.groups.map((group) => (
          <li key={group.groupId}>
            {editedId === group.groupId ? (
              <EditedGroup group={group} onDone={() => setEditedId(null)} />
            ) : (
              <>
                <span>
                  <b>{group.name}</b>
                  <small>{sheet.members(group.members)}</small>
                </span>
                <TapButton icon="edit" label={sheet.change(group.name)} onClick={() => setEditedId(group.groupId)} />
              </>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.reach}>{sheet.reach(data.reach)}</p>
    </>
  );
}

function EditedGroup({ group, onDone }: { group: Group; onDone: () => void }) {
  const { common, tasks } = useWords();
  const { archive, change, error, isArchiving, isChanging } = useGroupActs(group, onDone);
  return (
    <GroupForm first={group} error={error} isBusy={isChanging} onSave={change}>
      <TapButton isBusy={isArchiving} onClick={archive}>
        {tasks.sheet.archive}
      </TapButton>
      <TapButton onClick={onDone}>{common.cancel}</TapButton>
    </GroupForm>
  );
}
