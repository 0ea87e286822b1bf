import { Skeleton } from '@mantine/core';
import { useWords } from '../hooks/use-words.ts';

type SkeletonRowsProps = { count: number; height?: number; gap?: number };

/** The shape of a list while it loads. */
export function SkeletonRows({ count, gap = 8, height = 48 }: SkeletonRowsProps) {
  const words = useWords();
  return (
    <div role="status" aria-label={words.common.loading} style={{ display: 'grid', gap }}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <Skeleton key={index} height={height} radius={8} />
      ))}
    </div>
  );
}
