import { cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useFocusNext } from './use-focus-next.ts';

afterEach(cleanup);

function Desk({ isLive, isBusy = false }: { isLive: boolean; isBusy?: boolean }) {
  const plan = useRef<HTMLElement>(null);
  useFocusNext(isLive, plan);
  return (
    <>
      <section ref={plan} aria-label="plan" tabIndex={-1} />
      <input aria-label="say" />
      {!isLive && (
        <button type="button" disabled={isBusy}>
          go
        </button>
      )}
    </>
  );
}

test('useFocusNext() takes the focus over from a button that went with its act, busy or not', () => {
  const { rerender } = render(<Desk isLive={false} />);
  screen.getByRole('button').focus();
  rerender(<Desk isLive={false} isBusy />);
  rerender(<Desk isLive />);
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'plan' }));
});

test('useFocusNext() leaves the focus alone where a page opens so', () => {
  render(<Desk isLive />);
  expect(document.activeElement).toBe(document.body);
});

test('useFocusNext() leaves the focus where she has put it', () => {
  const { rerender } = render(<Desk isLive={false} />);
  screen.getByRole('textbox').focus();
  rerender(<Desk isLive />);
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});
