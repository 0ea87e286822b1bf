import { Button, Group, MultiSelect } from '@mantine/core';
import type { shows } from '@shoal/contract';
import { useState } from 'react';
import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import styles from './rehearsal.module.css';
import { useRehearse } from './use-rehearse.ts';

type RehearseButtonProps = { show: shows.Show };

/** Before a show: try it out with invited people only, or go back to where that was left. */
export function RehearseButton({ show }: RehearseButtonProps) {
  const { rehearsal } = useWords().schedule;
  const [isOpen, setOpen] = useState(false);
  if (show.isRehearsal || !['draft', 'scheduled', 'postponed'].includes(show.state)) return null;
  if (show.rehearsalId) {
    return (
      <Button component="a" href={paths.studio(show.rehearsalId)} variant="light" leftSection={<Icon name="show" />}>
        {rehearsal.resume}
      </Button>
    );
  }
  return (
    <>
      <Button variant="light" leftSection={<Icon name="show" />} onClick={() => setOpen(true)}>
        {rehearsal.rehearse}
      </Button>
      {isOpen && <RehearseDialog show={show} onClose={() => setOpen(false)} />}
    </>
  );
}

type RehearseDialogProps = RehearseButtonProps & { onClose: () => void };
function RehearseDialog({ onClose, show }: RehearseDialogProps) {
  const { schedule } = useWords();
  const { rehearsal } = schedule;
  // Another show is another session of the studio, with its own camera and socket: a page of its own.
  const { candidates, isBusy, people, picked, setPicked, start } = useRehearse(show, (showId) =>
    globalThis.location.assign(paths.studio(showId)),
  );
  return (
    <OpenDialog onClose={onClose} title={rehearsal.title}>
      <div className={styles.dialog}>
        <p>{rehearsal.text}</p>
        {people.error && !people.data ? (
          <FailedState isDense error={people.error} onRetry={() => void people.refetch()} />
        ) : (
          <MultiSelect
            searchable
            hidePickedOptions
            label={rehearsal.invite}
            placeholder={picked.length === 0 ? rehearsal.search : ''}
            nothingFoundMessage={rehearsal.nobody}
            disabled={people.isPending}
            data={candidates}
            value={picked}
            onChange={setPicked}
          />
        )}
        <small>{rehearsal.link}</small>
        <Group justify="space-between">
          <span role="status">{rehearsal.chosen(picked.length)}</span>
          <Button variant="filled" loading={isBusy} onClick={start}>
            {rehearsal.start}
          </Button>
        </Group>
      </div>
    </OpenDialog>
  );
}
