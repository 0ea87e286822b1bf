import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyStory, type StoryAsk, tellEntry } from '../../live/show-story.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { askClosed, askOpened } from '../../testing/log-entries.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { AskPanel } from './ask-panel.tsx';
import type { StudioAsks } from './use-studio-asks.ts';

beforeEach(() => void vi.stubGlobal('fetch', createFakeServer().fakeFetch));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const told = (...entries: Parameters<typeof tellEntry>[1][]): StoryAsk | null =>
  entries.reduce((story, entry) => tellEntry(story, entry) ?? story, emptyStory).ask;
const quiz = askOpened(1, { kind: 'quiz', questions: [{ text: '水温多少？', options: ['80 度', '100 度'] }] });

function open(part: Partial<StudioAsks> = {}) {
  const asks: StudioAsks = {
    ask: null,
    editing: null,
    isBusy: false,
    isLive: true,
    open: vi.fn(async () => true),
    setEditing: vi.fn(),
    brandId: 'brand' as StudioAsks['brandId'],
    prepared: [],
    surprise: null,
    solutions: [],
    timesAsked: () => 0,
    counts: [],
    checkIn: vi.fn(async () => true),
    close: vi.fn(async () => true),
    arm: vi.fn(async () => {}),
    listAnswers: vi.fn(async () => ({
      unanswered: 1,
      people: [
        { displayName: '小芳', isPresent: true, options: [null], isTooFast: false },
        { displayName: '阿强', isPresent: false, options: [1], isTooFast: true },
      ],
    })),
    ...part,
  };
  const now = Date.parse(quiz.at) + 15_000;
  renderApp(<AskPanel asks={asks} online={5} serverNowMs={() => now} />);
  return asks;
}

test('a check-in is one press', () => {
  const asks = open();
  fireEvent.click(screen.getByRole('button', { name: /^签到/ }));
  expect(asks.checkIn).toHaveBeenCalledOnce();
});

test('what runs shows its time, its bars, and closes on demand', () => {
  const asks = open({ ask: told(quiz), counts: [[3, 1]] });
  expect(screen.getByText('剩 0:45')).toBeTruthy();
  expect(screen.getByText('4 人已答，在线 5 人')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '结束并公布' }));
  expect(asks.close).toHaveBeenCalledWith(asks.ask?.askId);
});

test('what is over marks what was right and offers no close', () => {
  const solutions = [{ rightOption: 0, explanation: '' }];
  open({ ask: told(quiz, askClosed(2, { counts: [[3, 1]], solutions })), counts: [[3, 1]], solutions });
  expect(screen.getByText('正确答案')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '结束并公布' })).toBeNull();
});

test('the names tell who has not answered first, who was too fast, and who has left', async () => {
  open({ ask: told(quiz), counts: [[0, 1]] });
  fireEvent.click(screen.getByRole('button', { name: '看名单' }));
  const dialog = await screen.findByRole('dialog');
  const rows = await within(dialog).findAllByRole('listitem');
  expect(rows.map((row) => row.textContent)).toEqual(['小芳未答', '阿强已答 · 太快 · 已离开']);
});

test('the names give the focus back to their button', async () => {
  open({ ask: told(quiz), counts: [[0, 1]] });
  const opener = screen.getByRole('button', { name: '看名单' });
  opener.focus();
  fireEvent.click(opener);
  const dialog = await screen.findByRole('dialog', { name: /./ });
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));

  fireEvent.keyDown(dialog, { key: 'Escape' });

  await waitFor(() => expect(document.activeElement).toBe(opener));
});

test('a quiz that is not whole is not asked, and says what is missing', async () => {
  const asks = open({ editing: 'quiz' });
  const dialog = await screen.findByRole('dialog', { name: '出一组题' });
  fireEvent.click(within(dialog).getByRole('button', { name: '现在就问' }));
  expect(within(dialog).getByRole('alert').textContent).toBe('题目和选项都要填写，选项不能重复');
  expect(asks.open).not.toHaveBeenCalled();

  const write = (name: string, text: string) =>
    fireEvent.change(within(dialog).getByRole('textbox', { name }), { target: { value: text } });
  write('第 1 题: 题目', '水温多少？');
  write('选项 1', '80 度');
  write('选项 2', '100 度');
  fireEvent.click(within(dialog).getByRole('radio', { name: '选项 2 是正确答案' }));
  fireEvent.click(within(dialog).getByRole('button', { name: '现在就问' }));

  const questions = [{ text: '水温多少？', options: ['80 度', '100 度'], rightOption: 1, explanation: '' }];
  expect(asks.open).toHaveBeenCalledWith({
    from: 'draft',
    draft: { kind: 'quiz', productId: null, openSeconds: 60, questions },
  });
});
