import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setLocale } from '../../hooks/locale.ts';
import {
  addPending,
  type ChatLog,
  markFailed,
  markHeld,
  markRefused,
  receiveMessage,
  replaceMessage,
  restoreMessage,
} from '../../live/chat-log.ts';
import type { Moderation, ModerationDesk } from '../../live/moderation-desk.ts';
import { randomUuid } from '../../live/random-id.ts';
import { createSignal } from '../../live/signal.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ChatComposer } from './chat-composer.tsx';
import { ChatList } from './chat-list.tsx';
import { DeletedLine } from './deleted-line.tsx';
import { LineActs } from './line-acts.tsx';
import { PinnedLine } from './pinned-line.tsx';
import { ReviewQueue } from './review-queue.tsx';

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
const stateOf = (moderators: Moderation['moderators'] = []) => createSignal({ held: [], banned: [], moderators });
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
  renderApp(<ChatComposer isMuted isConnected slowSeconds={0} saidAtMs={0} onSay={() => {}} />);
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.getByRole('status').textContent).toContain('禁言');
});

test('ChatComposer keeps what cannot be sent while the connection is away', () => {
  const onSay = vi.fn();
  renderApp(<ChatComposer isMuted={false} isConnected={false} slowSeconds={0} saidAtMs={0} onSay={onSay} />);
  const field = screen.getByRole('textbox');
  fireEvent.change(field, { target: { value: '稍后再问' } });
  fireEvent.submit(field);
  expect(onSay).not.toHaveBeenCalled();
  expect((field as HTMLInputElement).value).toBe('稍后再问');
});

test('[CH5] ChatList tells her that her line waits for review, and that it was refused', () => {
  const said = message('加微信');
  const waiting = markHeld(addPending([], said), said.messageId);
  const { rerender } = render(listOf(waiting));
  expect(screen.getByText(/等待审核/)).toBeTruthy();
  rerender(listOf(markRefused(waiting, said.messageId)));
  expect(screen.getByRole('alert').textContent).toContain('没有通过审核');
  rerender(listOf(receiveMessage(waiting, said)));
  expect(screen.queryByText(/审核/)).toBeNull();
});

test('[CH2] ChatList says how many messages a loud room left out, and shows what is lifted out', () => {
  const lifted = { ...message('今天下单今天发货'), isHighlighted: true };
  render(<ChatList lines={replaceMessage([], lifted)} myAccountId={mine} omitted={37} />);
  expect(screen.getByText('聊天太热闹，另有 37 条没有显示')).toBeTruthy();
  expect(screen.getByText('精选')).toBeTruthy();
  cleanup();
  expect(replaceMessage([], message('没有显示过'))).toEqual([]);
});

test('[CH3] ChatComposer counts down in slow mode and keeps her words', () => {
  const onSay = vi.fn();
  renderApp(<ChatComposer isMuted={false} isConnected slowSeconds={30} saidAtMs={Date.now()} onSay={onSay} />);
  expect(screen.getByText(/^慢速模式，(30|29) 秒后可以发言$/)).toBeTruthy();
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '还有货吗' } });
  fireEvent.submit(screen.getByRole('textbox'));
  expect(onSay).not.toHaveBeenCalled();
  cleanup();
  renderApp(<ChatComposer isMuted={false} isConnected slowSeconds={30} saidAtMs={Date.now() - 31_000} onSay={onSay} />);
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '还有货吗' } });
  fireEvent.submit(screen.getByRole('textbox'));
  expect(onSay).toHaveBeenCalledWith('还有货吗');
});

test('[CH8] PinnedLine shows the one pinned message, links as plain text', () => {
  render(<PinnedLine message={message('看 https://example.com')} />);
  expect(screen.getByText('置顶')).toBeTruthy();
  expect(screen.queryByRole('link')).toBeNull();
});

test('[CH7] LineActs opens a moderator’s acts below the line and says why one failed', async () => {
  const setBanned = vi.fn(() => Promise.resolve({}));
  const deleteMessage = vi.fn(() => Promise.reject(new Error('lost')));
  const desk = { setBanned, deleteMessage, state: stateOf() } as unknown as ModerationDesk; // What these acts use.
  const [line] = receiveMessage([], message('广告'));
  if (!line) throw new Error('no line');
  render(<LineActs line={line} desk={desk} isMine={false} isPinned={false} onDeleted={() => {}} />);
  expect(screen.queryByRole('button', { name: '删除这条' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '管理 周敏 的消息' }));
  fireEvent.click(screen.getByRole('button', { name: '删除这条' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '请 周敏 离开，不能再进入' }));
  expect(setBanned).toHaveBeenCalledWith(mine, true);
  await waitFor(() => expect(screen.queryByRole('button', { name: '删除这条' })).toBeNull());
});

test('[CH7] LineActs offers nothing against herself, nor against who moderates by now', () => {
  const [line] = receiveMessage([], message('来了'));
  if (!line) throw new Error('no line');
  const moderator = { accountId: mine, displayName: '周敏', since: '2026-01-01T12:00:00.000Z' };
  for (const isMine of [true, false]) {
    const desk = { state: stateOf(isMine ? [] : [moderator]) } as unknown as ModerationDesk; // What is read before a press.
    render(<LineActs line={line} desk={desk} isMine={isMine} isPinned={false} onDeleted={() => {}} />);
    fireEvent.click(screen.getByRole('button', { name: '管理 周敏 的消息' }));
    expect(screen.getByRole('button', { name: '删除这条' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '禁言 周敏' })).toBeNull();
    expect(screen.queryByRole('button', { name: '请 周敏 离开，不能再进入' })).toBeNull();
    cleanup();
  }
});

test('[CH9] DeletedLine offers the way back, and stays with the reason when it is too late', async () => {
  const restoreMessage = vi.fn(() => Promise.reject(new Error('lost')));
  const onGone = vi.fn();
  render(<DeletedLine messageId="one" desk={{ restoreMessage: restoreMessage as never }} onGone={onGone} />); // Only its failing matters.
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  expect(restoreMessage).toHaveBeenCalledWith('one');
  await waitFor(() => expect(screen.queryByText('已删除')).toBeNull());
  expect(onGone).not.toHaveBeenCalled();
});

test('[CH9] restoreMessage() puts a message back where it stood', () => {
  const [first, second, third] = ['一', '二', '三'].map((text, at) => ({
    ...message(text),
    at: `2026-01-01T00:00:0${at}.000Z`,
  }));
  if (!first || !second || !third) throw new Error('no messages');
  const lines = [first, third].reduce<ChatLog>(receiveMessage, []);
  expect(restoreMessage(lines, second).map(({ text }) => text)).toEqual(['一', '二', '三']);
  expect(restoreMessage(restoreMessage(lines, second), second)).toHaveLength(3);
});

test('[CH5] ReviewQueue counts what waits and passes or refuses it', () => {
  const review = vi.fn(() => Promise.resolve({}));
  const held = [message('加微信')];
  const state = createSignal({ held, banned: [], moderators: [] });
  render(<ReviewQueue desk={{ review, state } as unknown as ModerationDesk} />); // What it uses.
  expect(screen.getByText('待审核 1 条')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '不通过 周敏 的消息', hidden: true }));
  expect(review).toHaveBeenCalledWith(held[0]?.messageId, false);
});
