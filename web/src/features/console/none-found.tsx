import { Button } from '@mantine/core';
import { useWords } from '../../hooks/use-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { useFound } from './use-found.ts';

type FindingProps = { finding: ReturnType<typeof useFound>; isDense?: boolean };

/** Nothing fits what she typed, and what she can do. */
export function NoneFound({ finding, isDense = false }: FindingProps) {
  const { find, nothingFound } = useWords().console;
  if (finding.found?.length !== 0 || !finding.isNarrowed) return null;
  return (
    <EmptyState isDense={isDense} icon="search" title={nothingFound} text={find.noneText}>
      <Button onClick={finding.showAll}>{find.showAll}</Button>
    </EmptyState>
  );
}
