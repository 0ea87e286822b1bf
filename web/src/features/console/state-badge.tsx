import { Badge } from '@mantine/core';
import type { shows } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';

type StateBadgeProps = { state: shows.ShowState };
const colours: Partial<Record<shows.ShowState, string>> = { live: 'coral', scheduled: 'teal', postponed: 'amber' };

/** Coral is for live alone. */
export function StateBadge({ state }: StateBadgeProps) {
  const { common } = useWords();
  return (
    <Badge
      variant={state === 'live' ? 'filled' : 'light'}
      color={colours[state] ?? 'gray'}
      radius="sm"
      tt="none"
      style={{ verticalAlign: 'middle' }}
    >
      {common.showState[state]}
    </Badge>
  );
}
