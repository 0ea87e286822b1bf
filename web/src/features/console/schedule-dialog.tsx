import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import styles from './form.module.css';
import { fromZonedInput, listTimeZones, toZonedInput } from './zoned-time.ts';

type ScheduleDialogProps = {
  startsAt: string | null;
  timeZone: string;
  isBusy: boolean;
  onSchedule: (startsAt: string) => void;
  onClose: () => void;
};

/** When it starts, in the zone that the show is planned in. */
export function ScheduleDialog({ isBusy, onClose, onSchedule, startsAt, timeZone }: ScheduleDialogProps) {
  const words = useWords();
  const [zone, setZone] = useState(timeZone);
  const [value, setValue] = useState(() => toZonedInput(startsAt ?? toNextHour(), timeZone));
  const moment = fromZonedInput(value, zone);
  return (
    <OpenDialog onClose={onClose} title={words.console.scheduleTitle}>
      <div className={styles.form}>
        <TextInput
          type="datetime-local"
          label={words.console.startsAt}
          value={value}
          data-autofocus
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Select
          searchable
          label={words.console.timeZone}
          data={listTimeZones()}
          value={zone}
          onChange={(picked) => picked && setZone(picked)}
        />
        <Group justify="flex-end">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button variant="filled" loading={isBusy} disabled={!moment} onClick={() => moment && onSchedule(moment)}>
            {words.console.schedule}
          </Button>
        </Group>
      </div>
    </OpenDialog>
  );
}

const toNextHour = () => new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000).toISOString();
