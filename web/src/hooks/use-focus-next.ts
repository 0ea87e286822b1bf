import { type RefObject, useEffect, useRef } from 'react';

/** What had the focus is gone, or cannot be pressed any more. */
const isFocusLost = () => {
  const active = document.activeElement;
  return !active || active === document.body || active.matches(':disabled');
};

/** One that is not shown in a narrow window takes no focus: then the next does. */
function focusFirst(ways: readonly RefObject<HTMLElement | null>[]): void {
  if (!isFocusLost()) return;
  for (const { current } of ways) {
    current?.focus();
    if (current && document.activeElement === current) return;
  }
}

/**
 * Puts the focus where she goes on, in the moment in which that becomes true and only if the press that led there took
 * its button away: what she has chosen meanwhile keeps it, and a page that opens so leaves it alone.
 */
export function useFocusNext(isTrue: boolean, ...ways: RefObject<HTMLElement | null>[]): void {
  const wasTrue = useRef(isTrue);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ways are refs, in an array of each rendering.
  useEffect(() => {
    if (isTrue && !wasTrue.current) focusFirst(ways);
    wasTrue.current = isTrue;
  }, [isTrue]);
}

/** The same for what appears in place of what had the focus. */
export function useFocusHere(way: RefObject<HTMLElement | null>): void {
  useEffect(() => focusFirst([way]), [way]);
}
