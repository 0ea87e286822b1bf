import { ActionIcon, Button } from '@mantine/core';
import type { shows } from '@shoal/contract';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { paths } from '../../hooks/paths.ts';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './page.module.css';
import { ShowMenu } from './show-menu.tsx';
import { StateBadge } from './state-badge.tsx';

type ShowEditorHeadProps = { show: shows.Show | null; rehearse: ReactNode; onMoved: (show: shows.Show) => void };

export function ShowEditorHead({ onMoved, rehearse, show }: ShowEditorHeadProps) {
  const words = useWords();
  return (
    <header className={styles.pageHead}>
      <ActionIcon component={Link} href={paths.shows} aria-label={words.common.back}>
        <Icon name="back" />
      </ActionIcon>
      <h1>
        {show ? show.title : words.console.newShow} {show && <StateBadge state={show.state} />}{' '}
        {show?.isRehearsal && <Tag>{words.schedule.rehearsal.badge}</Tag>}
      </h1>
      {rehearse}
      {show && (show.state === 'scheduled' || show.state === 'live') && (
        <Button component={Link} href={paths.studio(show.showId)} leftSection={<Icon name="show" size={16} />}>
          {words.console.openStudio}
        </Button>
      )}
      {show?.endedAt && (
        <Button component={Link} href={paths.report(show.showId)}>
          {words.report.open}
        </Button>
      )}
      {show && <ShowMenu show={show} isNextActShown onMoved={onMoved} />}
    </header>
  );
}
