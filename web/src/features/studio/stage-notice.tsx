import { ActionIcon, Tooltip } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { paths } from '../../hooks/paths.ts';
import { useFocusHere } from '../../hooks/use-focus-next.ts';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import styles from './studio.module.css';

type StageNoticeProps = {
  icon: IconName;
  title: string;
  text: string;
  /** Of the show, once it is known. */
  showTitle?: string;
  children?: ReactNode;
  below?: ReactNode;
};

/** The whole page when there is no stage to stand on: it says why, and the way on; the way back stands where it always does. */
export function StageNotice({ below, children, icon, showTitle, text, title }: StageNoticeProps) {
  const { studio } = useWords();
  const said = useRef<HTMLElement>(null);
  useFocusHere(said); // The stage has gone, and with it the button that ended it.
  return (
    <div className={styles.noStage}>
      <header className={styles.header}>
        <Tooltip label={studio.toConsole}>
          <ActionIcon component="a" href={paths.shows} aria-label={studio.toConsole}>
            <Icon name="back" />
          </ActionIcon>
        </Tooltip>
        {showTitle && <h1>{showTitle}</h1>}
        <span className={styles.grow} />
        <LanguageSwitch />
      </header>
      <main ref={said} tabIndex={-1}>
        <EmptyState icon={icon} title={title} text={text}>
          {children}
        </EmptyState>
        {below && <div className={styles.below}>{below}</div>}
      </main>
    </div>
  );
}
