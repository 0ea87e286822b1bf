import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setLocale } from '../../hooks/locale.ts';
import { addPending, type ChatLog, markFailed, receiveMessage } from '../../live/chat-log.ts';
import { randomUuid } from '../../live/random-id.ts';
import { ChatComposer } from './chat-composer.tsx';
import { ChatList } from './chat-list.tsx';

type Message = Parameters<typeof addPending>[1];

const mine = randomUuid() as Message['author']['accountId'];
const message = (text: string): Message => ({
  messageId: randomUuid() as Message['messageId'],
  at: '2026-01-01T12:00:00.000Z',
  programmeMs: 0,
  author: { accountId: mine, displayName: '周敏', isCrew: false, isModerator: false },
  text,
  isHighlighted: false,
});
const listOf = (lines: ChatLog, onRetry = vi.fn()) => <ChatList lines={lines} myAccountId={mine} onRetry={onRetry} />;

beforeEach(() => setLocale('zh'));
afterEach(cleanup);

test('ChatList shows her own line at once and settles it when the server has it', () => {
  const said = message('尺码偏大吗');
  const { rerender } = render(listOf(addPending([], said)));
  expect(screen.getByText('发送中')).toBeTruthy();
  rerender(listOf(receiveMessage(addPending([], said), said)));
  expect(screen.queryByText('发送中')).toBeNull();
  expect(screen.getAllByText('尺码偏大吗')).toHaveLength(1);
});

test('ChatList says why a line was not sent and sends it again on request', () => {
  const said = message('在吗');
  const onRetry = vi.fn();
  render(listOf(markFailed(addPending([], said), said.messageId, 'request.rate_limited'), onRetry));
  expect(screen.getByRole('alert').textContent).toContain('操作太频繁');
  fireEvent.click(screen.getByRole('button', { name: '重发' }));
  expect(onRetry).toHaveBeenCalledWith(said.messageId);
});

test('ChatComposer tells the muted that they are, and offers no field', () => {
  render(<ChatComposer isMuted isConnected onSay={() => {}} />);
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.getByRole('status').textContent).toContain('禁言');
});

test('ChatComposer keeps what cannot be sent while the connection is away', () => {
  const onSay = vi.fn();
  render(<ChatComposer isMuted={false} isConnected={false} onSay={onSay} />);
  const field = screen.getByRole('textbox');
  fireEvent.change(field, { target: { value: '稍后再问' } });
  fireEvent.submit(field);
  expect(onSay).not.toHaveBeenCalled();
  expect((field as HTMLInputElement).value).toBe('稍后再问');
});
