import type { orders } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { Payouts } from './payouts.tsx';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const batchIn = (state: orders.PayoutState) =>
  ({
    batchId: uuid(1),
    currency: 'CNY',
    withholdingBps: 0,
    createdAt: '2026-03-01T08:00:00.000Z',
    payouts: [
      {
        payoutId: uuid(2),
        shopkeeper: { accountId: uuid(3), displayName: '梅花姐' },
        amount: { amountMinor: 1_920, currency: 'CNY' },
        withheldMinor: 0,
        state,
        note: '',
      },
    ],
  }) as unknown as orders.PayoutBatch; // Plain ids.
afterEach(cleanup);

test('a batch that is not approved can be withdrawn, once she knows what that does', async () => {
  const withdrawn = vi.fn();
  const { fakeFetch } = createFakeServer({
    'POST /payout-batches/:id/withdrawal': () => {
      withdrawn();
      return batchIn('withdrawn');
    },
  });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(<Payouts balances={[]} batches={[batchIn('batch')]} />);

  fireEvent.click(screen.getByRole('button', { name: '撤回这一批' }));
  const dialog = await screen.findByRole('dialog');
  within(dialog).getByText(/¥19\.20 退回 1 位店主的可提佣金/);
  expect(withdrawn).not.toHaveBeenCalled();
  fireEvent.click(within(dialog).getByRole('button', { name: '撤回这一批' }));
  await waitFor(() => expect(withdrawn).toHaveBeenCalledOnce());
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('neither an approved nor a withdrawn batch is withdrawn, and a withdrawn one leads to no bank', () => {
  renderApp(<Payouts balances={[]} batches={[batchIn('withdrawn')]} />);
  screen.getByText('已撤回，已退回可提');
  for (const name of ['撤回这一批', '批准', '导出打款文件']) expect(screen.queryByRole('button', { name })).toBeNull();
  cleanup();
  renderApp(<Payouts balances={[]} batches={[batchIn('approved')]} />);
  expect(screen.queryByRole('button', { name: '撤回这一批' })).toBeNull();
  screen.getByRole('button', { name: '导出打款文件' });
});
