import { ActionIcon, Button, Menu } from '@mantine/core';
import type { shows } from '@shoal/contract';
import { useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { listMoves, type ShowMove, useShowMoves } from './use-show-moves.ts';

type ShowMenuProps = {
  show: Pick<shows.ShowRow, 'showId' | 'title' | 'state' | 'startsAt' | 'timeZone'>;
  /** Of a show without a date the date is the next thing: its button stands beside the menu. */
  isNextActShown?: boolean;
  onMoved?: (show: shows.Show) => void;
};

/** Schedule, postpone, call off, archive: each after saying what it means. */
export function ShowMenu({ isNextActShown, onMoved, show }: ShowMenuProps) {
  const words = useWords().console;
  const [asking, setAsking] = useState<ShowMove['to'] | null>(null);
  const close = () => setAsking(null);
  const { isPending, move } = useShowMoves(show.showId, (moved) => {
    onMoved?.(moved);
    close();
  });
  const all = listMoves(show.state);
  if (all.length === 0) return null;
  const isDateNext = isNextActShown && (show.state === 'draft' || show.state === 'postponed');
  const moves = isDateNext ? all.filter((to) => to !== 'scheduled') : all;
  const labels = {
    scheduled: show.state === 'scheduled' ? words.reschedule : words.schedule,
    postponed: words.postpone,
    cancelled: words.cancelShow,
    archived: words.archive,
  };
  const questions = {
    postponed: [words.postponeTitle, words.postponeText, words.postpone],
    cancelled: [words.cancelTitle, words.cancelText, words.cancelShow],
    archived: [words.archiveTitle, words.archiveText, words.archive],
  } as const;
  const question = asking && asking !== 'scheduled' ? questions[asking] : null;
  return (
    <>
      {isDateNext && (
        <Button variant="filled" onClick={() => setAsking('scheduled')}>
          {labels.scheduled}
        </Button>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon aria-label={words.more(show.title)}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {moves.map((to) => (
            <Menu.Item key={to} {...(to === 'cancelled' && { color: 'coral' })} onClick={() => setAsking(to)}>
              {labels[to]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asking === 'scheduled' && (
        <ScheduleDialog
          startsAt={show.startsAt}
          timeZone={show.timeZone}
          isBusy={isPending}
          onSchedule={(startsAt) => move({ to: 'scheduled', startsAt })}
          onClose={close}
        />
      )}
      {asking && asking !== 'scheduled' && question && (
        <ConfirmDialog
          isOpen
          title={question[0]}
          act={question[2]}
          isDangerous={asking === 'cancelled'}
          isBusy={isPending}
          onAct={() => move({ to: asking })}
          onClose={close}
        >
          {question[1]}
        </ConfirmDialog>
      )}
    </>
  );
}
