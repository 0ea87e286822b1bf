import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { HeldCommissions } from './held-commissions.tsx';

const held = {
  orderId: '00000000-0000-4000-8000-000000000001',
  shopkeeper: { accountId: '00000000-0000-4000-8000-000000000002', displayName: '梅花姐' },
  productName: '保湿精华',
  quantity: 1,
  total: { amountMinor: 12_900, currency: 'CNY' },
  commission: { amountMinor: 1_935, currency: 'CNY' },
  buyer: { name: '韩梅梅', phone: '13800138003' },
  placedAt: '2026-03-01T08:00:00.000Z',
  state: 'paid',
  reasons: ['own_session'],
  verdict: 'held',
  judged: null,
};
afterEach(cleanup);

test('a commission is taken from nobody before its amount and what she will read were told', async () => {
  const judged = vi.fn();
  const { fakeFetch } = createFakeServer({
    'GET /held-commissions': () => ({ commissions: [held], total: 1 }),
    'POST /held-commissions/judge': ({ body }: { body: unknown }) => {
      judged(body);
      return {};
    },
  });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(<HeldCommissions />);

  fireEvent.click(await screen.findByRole('button', { name: '不计佣金' }));
  const dialog = await screen.findByRole('dialog');
  within(dialog).getByText(/梅花姐 拿不到这笔 ¥19\.35/);
  expect(judged).not.toHaveBeenCalled();
  fireEvent.click(within(dialog).getByRole('button', { name: '不计佣金' }));
  await waitFor(() => expect(judged).toHaveBeenCalledOnce());
});
