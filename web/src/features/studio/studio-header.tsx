import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { Icon } from '../../ui/icon.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './studio.module.css';

type StudioHeaderProps = {
  live: StudioLive;
  title: string;
  isRehearsal: boolean;
  backPath: string;
  onKeys: () => void;
  /** Other features. */
  children?: ReactNode;
};

export function StudioHeader({ backPath, children, isRehearsal, live, onKeys, title }: StudioHeaderProps) {
  const { schedule, studio } = useWords();
  const connection = useSignal(live.socket.connection);
  return (
    <header className={styles.header}>
      <Tooltip label={studio.toConsole}>
        <ActionIcon component="a" href={backPath} aria-label={studio.toConsole}>
          <Icon name="back" />
        </ActionIcon>
      </Tooltip>
      {isRehearsal && <Tag>{schedule.rehearsal.badge}</Tag>}
      <h1>{title}</h1>
      <span className={styles.grow} />
      <span className={styles.connection} data-up={connection === 'connected' || undefined} role="status">
        {studio.connection[connection]}
      </span>
      {children}
      <LanguageSwitch />
      <Tooltip label={`${studio.keys} ?`}>
        <ActionIcon aria-label={studio.keysShow} onClick={onKeys}>
          <Icon name="keyboard" />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
