import { useEffect, useRef } from 'react';

const VISIBLE_SHARE = 0.6;
const STAYS_MS = 600;

/** Calls `onSeen` once an element stood in view, mostly visible, for a moment, on a page that is looked at. */
export function useSeen<E extends HTMLElement>(isSeen: boolean, onSeen: () => void) {
  const element = useRef<E>(null);
  const tell = useRef(onSeen);
  tell.current = onSeen;
  useEffect(() => {
    const target = element.current;
    if (isSeen || !target || typeof IntersectionObserver === 'undefined') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        clearTimeout(timer);
        if (!entry?.isIntersecting) return;
        timer = setTimeout(() => document.visibilityState === 'visible' && tell.current(), STAYS_MS);
      },
      { threshold: VISIBLE_SHARE },
    );
    observer.observe(target);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [isSeen]);
  return element;
}
