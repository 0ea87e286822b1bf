import { type RefObject, useEffect, useRef } from 'react';

const WRONG = '[aria-invalid="true"], [data-wrong]';

/**
 * Takes the focus to the first thing in a form that keeps it from being saved: a long form may have it out of sight.
 * @param refusal nothing at first; something new each time when saving was refused
 */
export function useFirstWrong<E extends HTMLElement = HTMLDivElement>(refusal: unknown): RefObject<E | null> {
  const form = useRef<E>(null);
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>(WRONG)?.focus();
  }, [refusal]);
  return form;
}
