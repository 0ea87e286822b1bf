import { notifications } from '@mantine/notifications';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { LiveSocket } from '../../live/live-socket.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { fakeWire } from '../../testing/fake-wire.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import { BalanceRow } from './balance-row.tsx';
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
