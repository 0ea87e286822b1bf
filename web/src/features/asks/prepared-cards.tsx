import { Button } from '@mantine/core';
import { useWords } from '../../hooks/use-words.ts';
import { toTitle } from './ask-drafts.ts';
import styles from './ask-panel.module.css';
import type { StudioAsks } from './use-studio-asks.ts';

type PreparedCardsProps = { asks: StudioAsks; segmentId: string };

/** What is prepared under a segment, one click from being asked. */
export function PreparedCards({ asks, segmentId }: PreparedCardsProps) {
  const words = useWords().asks;
  const own = asks.prepared.filter((prepared) => prepared.segmentId === segmentId);
  if (own.length === 0) return null;
  return (
    <ul className={styles.cards}>
      {own.map(({ draft, preparedAskId }) => {
        const title = toTitle(draft);
        const times = asks.timesAsked(preparedAskId);
        return (
          <li key={preparedAskId}>
            <div>
              <p>{words.kind[draft.kind]}</p>
              <b>{title}</b>
            </div>
            <Button
              size="compact-sm"
              variant={times > 0 || !asks.isLive ? 'default' : 'light'}
              disabled={!asks.isLive || asks.isBusy}
              title={asks.isLive ? undefined : words.studio.afterLive}
              aria-label={words.studio.askIt(title)}
              onClick={() => void asks.open({ from: 'prepared', preparedAskId })}
            >
              {times > 0 ? words.studio.askAgain : words.studio.ask}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
