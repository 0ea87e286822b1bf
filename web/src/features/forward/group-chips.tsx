import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useWords } from '../../hooks/use-words.ts';
import styles from './forward.module.css';
import { GroupForm } from './group-form.tsx';
import { GroupsSheet } from './groups-sheet.tsx';
import { useGroups } from './use-groups.ts';

type GroupChipsProps = { chosenId: string | null; onChoose: (groupId: string | null) => void };

/** Her own groups: each has a link of its own, so that she sees which of them opens it. */
export function GroupChips({ chosenId, onChoose }: GroupChipsProps) {
  const { sheet } = useWords().tasks;
  const [opened, setOpened] = useState<'add' | 'manage' | null>(null);
  const { data } = useGroups();
  const added = (groupId: string) => {
    setOpened(null);
    onChoose(groupId);
  };
  return (
    <fieldset className={styles.groups}>
      <legend>{sheet.groups}</legend>
      <Chip isOn={chosenId === null} text={sheet.anyGroup} onChoose={() => onChoose(null)} />
      {data?.groups.map(({ groupId, name }) => (
        <Chip key={groupId} isOn={chosenId === groupId} text={name} onChoose={() => onChoose(groupId)} />
      ))}
      <button
        type="button"
        className={styles.chip}
        aria-expanded={opened === 'add'}
        onClick={() => setOpened(opened === 'add' ? null : 'add')}
      >
        + {sheet.addGroup}
      </button>
      {data && data.groups.length > 0 && (
        <button type="button" className={styles.chip} onClick={() => setOpened('manage')}>
          {sheet.manage}
        </button>
      )}
      {opened === 'add' && <AddGroup onAdded={added} />}
      {opened === 'manage' && (
        <GroupsSheet
          onClose={() => {
            setOpened(null);
            if (!data?.groups.some(({ groupId }) => groupId === chosenId)) onChoose(null);
          }}
        />
      )}
    </fieldset>
  );
}

function Chip({ isOn, onChoose, text }: { isOn: boolean; text: string; onChoose: () => void }) {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} onClick={onChoose}>
      {text}
    </button>
  );
}

function AddGroup({ onAdded }: { onAdded: (groupId: string) => void }) {
  const client = useQueryClient();
  const { error, isPending, mutate } = useMutation({
    mutationFn: (named: { name: string; members: number }) => call(api.addGroup, named),
    onSuccess: ({ groupId }) => {
      void client.invalidateQueries({ queryKey: queryKeys.groups });
      onAdded(groupId);
    },
  });
  return <GroupForm error={error} isBusy={isPending} onSave={mutate} />;
}
