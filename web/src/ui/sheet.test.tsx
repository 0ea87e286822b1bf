import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setLocale } from '../hooks/locale.ts';
import { Sheet } from './sheet.tsx';

beforeEach(() => setLocale('en'));
afterEach(cleanup);

function Opener() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Visits
      </button>
      {isOpen && (
        <Sheet title="My visits" onClose={() => setOpen(false)}>
          <p>none</p>
        </Sheet>
      )}
    </>
  );
}

test('Sheet gives the focus back to what opened it', () => {
  render(<Opener />);
  const opener = screen.getByRole('button', { name: 'Visits' });
  opener.focus();
  fireEvent.click(opener);
  const cross = screen.getByRole('button', { name: 'Close' });
  cross.focus();
  fireEvent.click(cross);
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(opener);
});
