import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveSocket } from '../../live/live-socket.ts';
import { fakeWire } from '../../testing/fake-wire.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { AskedNote } from './asked-note.tsx';
import { useAskedNow } from './use-asked-now.ts';

const onOpen = vi.fn();
function Watching({ isCovered, socket }: { isCovered: boolean; socket: LiveSocket }) {
  const { asked, hide } = useAskedNow(socket);
  return asked ? <AskedNote {...{ asked, isCovered, onOpen }} onGone={hide} /> : null;
}

function watch() {
  const wire = fakeWire();
  const socket = LiveSocket.open({ dial: () => wire, random: () => 0 });
  const page = (isCovered: boolean) => <Watching isCovered={isCovered} socket={socket} />;
  const { rerender } = renderApp(page(false));
  const ask = (n: number, text: string, askerName = '小林') =>
    act(() => wire.say('inquiry:arrived', { inquiry: { inquiryId: `q${n}`, askerName, text }, unread: n }));
  return { ask, cover: (isCovered: boolean) => rerender(page(isCovered)) };
}
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('a question says who asks what, leads to the answer, and goes by itself', () => {
  const { ask } = watch();
  ask(1, '孕妇可以喝吗？');
  expect(screen.getByRole('status').textContent).toContain('小林 问你');
  expect(screen.getByText('孕妇可以喝吗？')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '去回复' }));
  expect(onOpen).toHaveBeenCalledOnce();
  pass(12_000);
  expect(screen.queryByRole('status')).toBeNull();
});

test('the next question takes the place of the one before, and stays as long', () => {
  const { ask } = watch();
  ask(1, '几泡？');
  pass(10_000);
  ask(2, '包邮吗？', '');
  pass(10_000);
  expect(screen.getAllByRole('status')).toHaveLength(1);
  expect(screen.getByRole('status').textContent).toContain('顾客 问你包邮吗？');
});

test('a note that a sheet covers waits until she can see it', () => {
  const { ask, cover } = watch();
  cover(true);
  ask(1, '几泡？');
  pass(60_000);
  cover(false);
  pass(11_000);
  expect(screen.getByRole('status')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '关闭' }));
  expect(screen.queryByRole('status')).toBeNull();
});
