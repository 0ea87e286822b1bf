import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { MyAnswers } from '../../live/answers-outbox.ts';
import { emptyStory, type StoryAsk, tellEntry } from '../../live/show-story.ts';
import { askClosed, askOpened } from '../../testing/log-entries.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { AskCard, AskNews } from './ask-card.tsx';
import { chooseAskView } from './use-ask.ts';

afterEach(cleanup);

const quiz = {
  kind: 'quiz' as const,
  questions: [
    { text: '水温多少合适？', options: ['80 度', '100 度'] },
    { text: '泡多久？', options: ['1 分钟', '3 分钟'] },
  ],
};
const told = (...entries: Parameters<typeof tellEntry>[1][]): StoryAsk | null =>
  entries.reduce((story, entry) => tellEntry(story, entry) ?? story, emptyStory).ask;

function open(ask: StoryAsk | null, over: { answers?: MyAnswers; isConnected?: boolean; afterMs?: number } = {}) {
  const at = Date.parse(ask?.closed?.at ?? ask?.openedAt ?? '') + (over.afterMs ?? 1_000);
  const view = chooseAskView(ask, over.answers ?? {}, at);
  const onAnswer = vi.fn();
  const card = view && (
    <AskCard
      view={view}
      isConnected={over.isConnected ?? true}
      liveCounts={null}
      hasBadge
      onAnswer={onAnswer}
      onPutAway={vi.fn()}
    />
  );
  renderApp(
    <>
      <AskNews view={view} />
      {card}
    </>,
  );
  return { onAnswer, view };
}
const answered = (ask: StoryAsk | null, question: number, option: number, state: 'waiting' | 'counted' | 'late') =>
  ({
    [`${ask?.askId} ${question}`]: { askId: ask?.askId, question, option, state },
  }) as unknown as MyAnswers; // The parts that the card shows.

test('a check-in is one tap, and is announced', () => {
  const { onAnswer, view } = open(told(askOpened(1)));
  expect(screen.getByText('签到开始了')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '我在' }));
  expect(onAnswer).toHaveBeenCalledWith(
    { askId: view?.ask.askId, question: 0 },
    { option: 0, tookMs: expect.any(Number) },
  );
});

test('a check-in says what became of the tap: on its way, counted, or kindly too late', () => {
  const ask = told(askOpened(1));
  open(ask, { answers: answered(ask, 0, 0, 'waiting'), isConnected: false });
  expect(screen.getByText('网络断了，连上后自动送达')).toBeTruthy();
  cleanup();
  open(ask, { answers: answered(ask, 0, 0, 'counted') });
  expect(screen.getByText('签到成功')).toBeTruthy();
  cleanup();
  open(ask, { answers: answered(ask, 0, 0, 'late') });
  expect(screen.getByText('不要紧，下次见')).toBeTruthy();
});

test('a quiz asks one question after the other', () => {
  const ask = told(askOpened(1, quiz));
  const { onAnswer } = open(ask);
  fireEvent.click(screen.getByRole('button', { name: '100 度' }));
  expect(onAnswer).toHaveBeenCalledWith(
    expect.objectContaining({ question: 0 }),
    expect.objectContaining({ option: 1 }),
  );
  cleanup();
  open(ask, { answers: answered(ask, 0, 1, 'waiting') });
  expect(screen.getByRole('heading', { name: '泡多久？' })).toBeTruthy();
});

test('a quiz that closed shows what was right, what was hers, and her badge only when all was right', () => {
  const product = { productId: 'p' as never, name: '大红袍' }; // A fresh brand is not needed here.
  const solutions = [
    { rightOption: 0, explanation: '嫩叶怕烫。' },
    { rightOption: 1, explanation: '' },
  ];
  const ask = told(askOpened(1, { ...quiz, product }), askClosed(2, { counts: [[3, 1]], solutions }));
  const right = { ...answered(ask, 0, 0, 'counted'), ...answered(ask, 1, 1, 'counted') };
  open(ask, { answers: right });
  expect(screen.getByRole('heading', { name: '全部答对' })).toBeTruthy();
  expect(screen.getByText('你已学习「大红袍」')).toBeTruthy();
  cleanup();
  open(ask, { answers: { ...right, ...answered(ask, 0, 1, 'counted') } });
  expect(screen.getByRole('heading', { name: '答对 1 题，共 2 题' })).toBeTruthy();
  expect(screen.getByText('嫩叶怕烫。')).toBeTruthy();
  expect(screen.queryByText('你已学习「大红袍」')).toBeNull();
});

test('a poll keeps her vote changeable while it is open, and shows the bars at the end', () => {
  const poll = { kind: 'poll' as const, questions: [{ text: '下一款？', options: ['绿茶', '红茶'] }] };
  const ask = told(askOpened(1, poll));
  open(ask, { answers: answered(ask, 0, 1, 'counted') });
  expect(screen.getByRole('button', { name: '红茶', pressed: true })).toBeTruthy();
  expect(screen.getByRole('button', { name: '绿茶', pressed: false })).toBeTruthy();
  cleanup();
  open(told(askOpened(1, poll), askClosed(2, { counts: [[1, 3]], solutions: [] })));
  expect(screen.getByText('75%')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /红茶/ })).toBeNull();
});

test('what closed long ago is not shown to who comes later', () => {
  const { view } = open(told(askOpened(1), askClosed(2, { counts: [[4]], solutions: [] })), { afterMs: 60_000 });
  expect(view).toBeUndefined();
});
