import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { OpenDialog } from './open-dialog.tsx';

afterEach(cleanup);

function Desk() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        发货
      </button>
      {isOpen && (
        <OpenDialog title="填快递单号" onClose={() => setIsOpen(false)}>
          <input data-autofocus aria-label="单号" />
        </OpenDialog>
      )}
    </>
  );
}

test('OpenDialog gives the focus back to what opened it', async () => {
  renderApp(<Desk />);
  const opener = screen.getByRole('button', { name: '发货' });
  opener.focus();
  fireEvent.click(opener);
  const field = await screen.findByLabelText('单号');
  await waitFor(() => expect(document.activeElement).toBe(field));

  fireEvent.keyDown(field, { key: 'Escape' });

  await waitFor(() => expect(document.activeElement).toBe(opener));
  expect(screen.queryByRole('dialog')).toBeNull();
});
