import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useLocation } from 'wouter';
import { watchBack } from './back-guard.ts';
import { useLeaveGuard } from './use-leave-guard.ts';

watchBack();
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Page({ isUnsaved }: { isUnsaved: boolean }) {
  const [path] = useLocation();
  useLeaveGuard(isUnsaved, 'Leave?');
  return <p>{path}</p>;
}

function pressBack({ isUnsaved, mayLeave }: { isUnsaved: boolean; mayLeave: boolean }) {
  const confirm = vi.fn(() => mayLeave);
  vi.stubGlobal('confirm', confirm);
  history.replaceState(null, '', '/console/shows/1');
  render(<Page isUnsaved={isUnsaved} />);
  act(() => {
    // What a browser does on Back, in its order.
    history.replaceState(null, '', '/console/shows');
    window.dispatchEvent(new PopStateEvent('popstate'));
  });
  return confirm;
}

test('useLeaveGuard() asks on Back, and stays whole on the page and its address when she stays', () => {
  expect(pressBack({ isUnsaved: true, mayLeave: false })).toHaveBeenCalledWith('Leave?');
  screen.getByText('/console/shows/1');
  expect(location.pathname).toBe('/console/shows/1');
});

test('useLeaveGuard() goes back when she leaves, and asks nothing where all is saved', () => {
  pressBack({ isUnsaved: true, mayLeave: true });
  screen.getByText('/console/shows');
  cleanup();
  expect(pressBack({ isUnsaved: false, mayLeave: false })).not.toHaveBeenCalled();
  screen.getByText('/console/shows');
});
