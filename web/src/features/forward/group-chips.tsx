import type { accounts, RouteResponse } from '@shoal/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';

type GroupChipsProps = { chosenId: string | null; onChoose: (groupId: string | null) => void };

/** Her own groups: each has a link of its own, so that she sees which of them opens it. */
export function GroupChips({ chosenId, onChoose }: GroupChipsProps) {
  const { sheet } = useWords().tasks;
  const [isAdding, setAdding] = useState(false);
  const { data } = useQuery<RouteResponse<typeof accounts.listGroups>>({
    queryKey: queryKeys.groups,
    queryFn: ({ signal }) => call(api.listGroups, {}, signal),
  });
  const added = (groupId: string) => {
    setAdding(false);
    onChoose(groupId);
  };
  return (
    <fieldset className={styles.groups}>
      <legend>{sheet.groups}</legend>
      <Chip isOn={chosenId === null} text={sheet.anyGroup} onChoose={() => onChoose(null)} />
      {data?.groups.map(({ groupId, name }) => (
        <Chip key={groupId} isOn={chosenId === groupId} text={name} onChoose={() => onChoose(groupId)} />
      ))}
      <button type="button" className={styles.chip} aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
        + {sheet.addGroup}
      </button>
      {isAdding && <AddGroup onAdded={added} />}
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
  const { sheet } = useWords().tasks;
  const toWords = useFailureWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [members, setMembers] = useState('');
  const adding = useMutation({
    mutationFn: () => call(api.addGroup, { name, members: Number(members) }),
    onSuccess: ({ groupId }) => {
      void client.invalidateQueries({ queryKey: queryKeys.groups });
      onAdded(groupId);
    },
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form className={styles.addGroup} onSubmit={save}>
      <input
        required
        maxLength={24}
        aria-label={sheet.groupName}
        placeholder={sheet.groupName}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <input
        required
        type="number"
        inputMode="numeric"
        min={1}
        max={2_000}
        aria-label={sheet.groupMembers}
        placeholder={sheet.groupMembers}
        value={members}
        onChange={(event) => setMembers(event.currentTarget.value)}
      />
      <TapButton look="soft" icon="check" isBusy={adding.isPending} type="submit">
        {sheet.saveGroup}
      </TapButton>
      {adding.error && <p role="alert">{toWords(adding.error)}</p>}
    </form>
  );
}
