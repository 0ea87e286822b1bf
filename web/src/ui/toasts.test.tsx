import { notifications } from '@mantine/notifications';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { Sheet } from './sheet.tsx';
import { showDone } from './toast.tsx';
import { Toasts } from './toasts.tsx';

afterEach(() => {
  notifications.clean();
  cleanup();
});

const page = (sheets: number) => (
  <>
    <Toasts />
    {Array.from({ length: sheets }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: They lie on each other in this order.
      <Sheet key={at} title={`sheet ${at + 1}`} onClose={() => {}}>
        words
      </Sheet>
    ))}
  </>
);

test('a toast stands in the topmost sheet, where it can be pressed, and on the page once all are closed', async () => {
  const act = vi.fn();
  const { rerender } = renderApp(page(1));
  showDone('put away', { label: 'undo', act });
  const undoIn = async (title: string) =>
    within(await screen.findByRole('dialog', { name: title })).findByRole('button', { name: 'undo' });

  await undoIn('sheet 1');
  rerender(page(2));
  await undoIn('sheet 2');
  rerender(page(1));
  await undoIn('sheet 1');
  rerender(page(0));
  const undo = await screen.findByRole('button', { name: 'undo' });
  expect(undo.closest('dialog')).toBeNull();

  fireEvent.click(undo);
  expect(act).toHaveBeenCalledOnce();
});
