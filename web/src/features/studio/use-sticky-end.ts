import { type RefObject, useLayoutEffect, useRef } from 'react';

const NEAR_END_PX = 60;

/** Keeps a list at its end as it grows, unless the reader has scrolled up. */
export function useStickyEnd(content: unknown): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  const heightBefore = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs because the content changed, whatever it is
  useLayoutEffect(() => {
    const { current } = list;
    if (!current) return;
    const wasAtEnd = heightBefore.current - current.scrollTop - current.clientHeight < NEAR_END_PX;
    if (wasAtEnd) current.scrollTop = current.scrollHeight;
    heightBefore.current = current.scrollHeight;
  }, [content]);
  return list;
}
