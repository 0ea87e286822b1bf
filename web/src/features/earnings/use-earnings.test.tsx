import { notifications } from '@mantine/notifications';
import { OrderId, type orders, ShowId } from '@shoal/contract';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { LiveSocket } from '../../live/live-socket.ts';
import { demoShow } from '../../testing/demo-data.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { fakeWire } from '../../testing/fake-wire.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { BalanceRow } from './balance-row.tsx';
import { EarnedOrders } from './earned-orders.tsx';
import { useEarnings, useLiveEarnings } from './use-earnings.ts';

afterEach(() => {
  notifications.clean();
  cleanup();
});

function Statement({ socket }: { socket: LiveSocket }) {
  useLiveEarnings(socket);
  const { data } = useEarnings();
  return (
    <>
      <Toasts />
      {data?.balances.map((balance) => (
        <BalanceRow key={balance.currency} balance={balance} />
      ))}
    </>
  );
}

const anOrder: orders.EarnedOrder = {
  orderId: OrderId.parse(demoShow.showId),
  showId: ShowId.parse(demoShow.showId),
  productName: '岩骨花香 大红袍',
  quantity: 1,
  refundedQuantity: 0,
  state: 'paid',
  total: { amountMinor: 12_800, currency: 'CNY' },
  currency: 'CNY',
  pendingMinor: 0,
  availableMinor: 0,
  hold: null,
  availableAt: null,
  placedAt: '2026-11-28T08:00:00.000Z',
};

test('her statement follows an order without being asked, and says when a new one came', async () => {
  let pendingMinor = 0;
  const empty = { availableMinor: 0, inPayoutMinor: 0, paidMinor: 0, withheldMinor: 0 };
  const earned = () => ({ balances: [{ currency: 'CNY', pendingMinor, ...empty }], orders: [] });
  vi.stubGlobal('fetch', createFakeServer({ 'GET /earnings': earned }).fakeFetch);
  const wire = fakeWire();
  const socket = LiveSocket.open({ dial: () => wire, random: () => 0.5 });
  renderApp(<Statement socket={socket} />);
  wire.goUp();
  await screen.findByText(/待结算/);
  expect(screen.queryByText('¥19.20')).toBeNull();

  wire.say('earnings:changed', { state: 'placed' });
  await screen.findByText('有人从你的链接下单了');
  pendingMinor = 1_920;
  wire.say('earnings:changed', { state: 'paid' });

  await screen.findByText('¥19.20');
  expect(screen.getAllByText('有人从你的链接下单了')).toHaveLength(1);
  socket.close();
});

test('an order that nobody has paid says when its commission is counted, not that it brings nothing', () => {
  renderApp(<EarnedOrders rows={[{ ...anOrder, state: 'placed' }]} />);
  expect(screen.getByText('付款后算佣金')).toBeTruthy();
  expect(screen.queryByText(/¥0/)).toBeNull();
});
