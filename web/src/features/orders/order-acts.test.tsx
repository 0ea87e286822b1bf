import type { orders } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { OrderActs } from './order-acts.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const owed = {
  orderId: uuid(1),
  state: 'refunded',
  quantity: 2,
  refundedQuantity: 2,
  total: { amountMinor: 53_600, currency: 'CNY' },
  tracking: '',
  refunds: [
    { refundId: uuid(2), state: 'due', quantity: 2, reason: '', amount: { amountMinor: 53_600, currency: 'CNY' } },
  ],
} as unknown as orders.Order; // What its acts are made of.

test('that the money went back is said only after the amount was asked for', async () => {
  const decided = vi.fn();
  const { fakeFetch } = createFakeServer({
    'POST /refunds/:id/decision': ({ body }) => {
      decided(body);
      return owed;
    },
  });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(<OrderActs order={owed} />);

  fireEvent.click(screen.getByRole('button', { name: '已把钱退回' }));
  const dialog = await screen.findByRole('dialog');
  within(dialog).getByText(/¥536\.00/);
  expect(decided).not.toHaveBeenCalled();
  fireEvent.click(within(dialog).getByRole('button', { name: '已把钱退回' }));
  await waitFor(() => expect(decided).toHaveBeenCalledWith(expect.objectContaining({ decision: 'done' })));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
