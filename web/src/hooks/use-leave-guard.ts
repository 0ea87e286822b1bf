import { useEffect } from 'react';
import { setBackGuard } from './back-guard.ts';

/** Asks before a page with unsaved changes is left, by a link in it, by Back, by a reload or by closing it. */
export function useLeaveGuard(isUnsaved: boolean, question: string): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    // Before the router hears of it.
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target === '_blank';
      if (!link || isElsewhere || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const here = location.href;
    // The address has changed by then; the page has not, as long as the router does not hear of it.
    const onBack = (event: PopStateEvent) => {
      if (location.href === here || window.confirm(question)) return;
      event.stopImmediatePropagation();
      history.pushState(null, '', here); // At once: a rendering in between would already show the other page.
    };
    window.addEventListener('beforeunload', onLeave);
    setBackGuard(onBack);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      setBackGuard(null);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isUnsaved, question]);
}
