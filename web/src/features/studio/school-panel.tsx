import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { ChatTab } from './chat-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { Sparkline } from './sparkline.tsx';
import styles from './studio.module.css';

/** A tab that another feature brings; it stands before ours. */
export type SchoolTab = { value: string; label: string; content: ReactNode };
type SchoolPanelProps = { live: StudioLive; head?: ReactNode; tabs?: readonly SchoolTab[] };

/** The right column: who is here, and what they say. */
export function SchoolPanel({ head, live, tabs = [] }: SchoolPanelProps) {
  const { chat, studio } = useWords();
  const { online } = useSignal(live.session.presence);
  const { held } = useSignal(live.moderation.state);
  const points = useSignal(live.onlineHistory);
  return (
    <section className={styles.school} aria-label={studio.school}>
      {head}
      <header className={styles.online}>
        <p aria-live="polite">
          <strong>{online}</strong>
          <small>{studio.online}</small>
        </p>
        <Sparkline points={points} />
        <p className={styles.axis} aria-hidden="true">
          <span>{studio.tenMinutes}</span>
          <span>{studio.now}</span>
        </p>
      </header>
      <Tabs defaultValue="chat" keepMounted={false} className={styles.tabs}>
        <Tabs.List grow aria-label={studio.panes.school}>
          {tabs.map(({ label, value }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="chat">
            {studio.chat}
            {held.length > 0 && (
              <span className={styles.waiting} role="img" aria-label={chat.review.title(held.length)}>
                {held.length}
              </span>
            )}
          </Tabs.Tab>
          <Tabs.Tab value="people">{studio.people}</Tabs.Tab>
        </Tabs.List>
        {tabs.map(({ content, value }) => (
          <Tabs.Panel key={value} value={value} className={styles.tab}>
            {content}
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="chat" className={styles.tab}>
          <ChatTab live={live} />
        </Tabs.Panel>
        <Tabs.Panel value="people" className={styles.tab}>
          <PeopleTab live={live} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
