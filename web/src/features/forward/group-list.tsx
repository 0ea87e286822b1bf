import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';
import { GroupForm } from './group-form.tsx';
import { GroupRow } from './group-row.tsx';
import own from './groups.module.css';
import { type Group, useAddGroup, useGroupActs, useGroups, useRestoreGroup } from './use-groups.ts';

/** Her groups, best first, with what each brought: each can be corrected, put away and taken out again. */
export function GroupList() {
  const { forward, tasks } = useWords();
  const { sheet } = tasks;
  const { archived, error, groups, retry } = useGroups();
  const [editedId, setEditedId] = useState<string | null>(null);
  if (!groups && error) return <FailedState isDense error={error} onRetry={retry} />;
  if (!groups) return <SkeletonRows count={3} height={76} />;
  return (
    <>
      {groups.length === 0 ? (
        <EmptyState isDense icon="people" title={sheet.noGroups} text={sheet.noGroupsText} />
      ) : (
        <>
          <p className={styles.groupsText}>{forward.group.window}</p>
          <ul className={styles.groupList}>
            {groups.map((group) => (
              <li key={group.groupId}>
                {editedId === group.groupId ? (
                  <EditedGroup group={group} onDone={() => setEditedId(null)} />
                ) : (
                  <GroupRow group={group} onEdit={() => setEditedId(group.groupId)} />
                )}
              </li>
            ))}
          </ul>
          <p className={styles.reach}>{sheet.reach(groups.reduce((sum, { members }) => sum + members, 0))}</p>
        </>
      )}
      <NewGroup />
      {archived.length > 0 && <Archived groups={archived} />}
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

function NewGroup() {
  const { common, tasks } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const { error, isPending, mutate } = useAddGroup(() => setIsOpen(false));
  if (!isOpen) return <TapButton onClick={() => setIsOpen(true)}>+ {tasks.sheet.addGroup}</TapButton>;
  return (
    <GroupForm error={error} isBusy={isPending} onSave={mutate}>
      <TapButton onClick={() => setIsOpen(false)}>{common.cancel}</TapButton>
    </GroupForm>
  );
}

function Archived({ groups }: { groups: readonly Group[] }) {
  const { forward, tasks } = useWords();
  const { isPending, mutate, variables } = useRestoreGroup();
  return (
    <details className={own.archived}>
      <summary>{forward.group.archived(groups.length)}</summary>
      <ul className={styles.groupList}>
        {groups.map((group) => (
          <li key={group.groupId}>
            <span>
              <b>{group.name}</b>
              <small>{tasks.sheet.members(group.members)}</small>
            </span>
            <TapButton
              label={forward.group.restore(group.name)}
              isBusy={isPending && variables.groupId === group.groupId}
              onClick={() => mutate(group)}
            >
              {forward.group.restoreShort}
            </TapButton>
          </li>
        ))}
      </ul>
    </details>
  );
}
