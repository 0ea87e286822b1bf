import { type FormEvent, type ReactNode, useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './forward.module.css';

type GroupFormProps = {
  first?: { name: string; members: number };
  error: unknown;
  isBusy: boolean;
  onSave: (named: { name: string; members: number }) => void;
  children?: ReactNode;
};

/** What a group is called and how many are in it. */
export function GroupForm({ children, error, first, isBusy, onSave }: GroupFormProps) {
  const { sheet } = useWords().tasks;
  const toWords = useFailureWords();
  const [name, setName] = useState(first?.name ?? '');
  const [members, setMembers] = useState(first ? String(first.members) : '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave({ name, members: Number(members) });
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
      <TapButton look="soft" icon="check" isBusy={isBusy} type="submit">
        {sheet.saveGroup}
      </TapButton>
      {children}
      {Boolean(error) && <p role="alert">{toWords(error)}</p>}
    </form>
  );
}
