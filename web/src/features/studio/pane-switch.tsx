import { SegmentedControl } from '@mantine/core';
import { useWords } from '../../hooks/use-words.ts';
import styles from './studio.module.css';

const panes = ['plan', 'lead', 'school'] as const;
export type Pane = (typeof panes)[number];

type PaneSwitchProps = { isLive: boolean; pane: Pane; onPane: (pane: Pane) => void };

/** What stands beside the stage where a window has no room for all of it; a wide one hides the switch and shows all. */
export function PaneSwitch({ isLive, onPane, pane }: PaneSwitchProps) {
  const { before, label, lead, plan, school } = useWords().studio.panes;
  const labels = { plan, lead, school: isLive ? school : before };
  return (
    <SegmentedControl
      fullWidth
      className={styles.panes ?? ''}
      aria-label={label}
      data={panes.map((value) => ({ value, label: labels[value] }))}
      value={pane}
      onChange={(chosen) => onPane(chosen as Pane)} // One of the values above.
    />
  );
}
