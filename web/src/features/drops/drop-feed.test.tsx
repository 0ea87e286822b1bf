import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setLocale } from '../../hooks/locale.ts';
import { emptyStory, type ShowStory, tellEntry } from '../../live/show-story.ts';
import { dropped, recalled } from '../../testing/log-entries.ts';
import type { DropActs, DropMarks } from './drop-card.tsx';
import { DropFeed } from './drop-feed.tsx';

const fresh: DropMarks = { isSeen: false, isSaved: false, isForwarded: false, visitors: 0, perSale: null };
const told = (...entries: Parameters<typeof tellEntry>[1][]): ShowStory =>
  entries.reduce<ShowStory>((story, entry) => tellEntry(story, entry) ?? story, emptyStory);
const feedOf = (story: ShowStory, over: { acts?: DropActs; marks?: Partial<DropMarks> } = {}) => (
  <DropFeed
    story={story}
    isReady
    marksOf={() => ({ ...fresh, ...over.marks })}
    onSeen={() => {}}
    {...(over.acts && { acts: over.acts })}
  />
);
const cards = () => screen.getAllByRole('article').map((card) => Number(card.dataset.seq));

beforeEach(() => setLocale('zh'));
afterEach(cleanup);

test('DropFeed shows the newest on top, each once', () => {
  render(feedOf(told(dropped(1), dropped(2), dropped(3))));
  expect(cards()).toEqual([3, 2, 1]);
});

test('DropFeed says what will be here while it is empty', () => {
  render(feedOf(told()));
  expect(screen.getByText('素材会出现在这里')).toBeTruthy();
});

test('DropFeed names the segment while the show is on, and no "now" once it is over', () => {
  const story = { ...told(dropped(1)), segment: { segmentId: 'one', title: '开场' } };
  const { rerender } = render(feedOf({ ...story, phase: 'live' }));
  expect(screen.getByText('现在')).toBeTruthy();
  rerender(feedOf({ ...story, phase: 'ended' }));
  expect(screen.queryByText('现在')).toBeNull();
});

test('DropFeed draws the line where she left, around what she missed', () => {
  const story = { ...told(dropped(1), dropped(2), dropped(3)), missed: { afterSeq: 1, untilSeq: 3, count: 2 } };
  const { container } = render(feedOf(story));
  const text = container.textContent ?? '';
  expect(text.indexOf('你离开时来了 2 份素材')).toBeLessThan(text.indexOf('素材 3'));
  expect(text.indexOf('上面是你离开时错过的')).toBeGreaterThan(text.indexOf('素材 2'));
  expect(text.indexOf('上面是你离开时错过的')).toBeLessThan(text.lastIndexOf('素材 1'));
});

test('a card says what one sale brings before she forwards it, and a recalled one does not', () => {
  const marks = { perSale: { amountMinor: 2_535, currency: 'CNY' } as const };
  render(feedOf(told(dropped(1), dropped(2), recalled(3, 1)), { marks }));
  expect(screen.getAllByText('每单赚 ¥25.35')).toHaveLength(1);
});

test('DropFeed offers nothing to do with a recalled drop and says so', () => {
  const acts: DropActs = { onSave: vi.fn(), onCopy: vi.fn(), onForward: vi.fn(), busy: null };
  render(feedOf(told(dropped(1), recalled(2, 1)), { acts }));
  const card = screen.getByRole('article');
  expect(within(card).getByText('主播已撤回这份素材')).toBeTruthy();
  expect(within(card).queryAllByRole('button')).toEqual([]);
});

test('what can be done with a drop says to a screen reader which drop it is about', () => {
  const acts: DropActs = { onSave: vi.fn(), onCopy: vi.fn(), onForward: vi.fn(), busy: null };
  render(feedOf(told(dropped(1), dropped(2)), { acts }));

  for (const title of ['素材 1', '素材 2']) {
    const card = screen.getByRole('article', { name: title });
    expect(within(card).getByRole('button', { name: '转发', description: title })).toBeTruthy();
  }
});

test('DropFeed hands the drop to forwarding and copying', () => {
  const acts: DropActs = { onSave: vi.fn(), onCopy: vi.fn(), onForward: vi.fn(), busy: null };
  render(feedOf(told(dropped(7)), { acts }));
  fireEvent.click(screen.getByRole('button', { name: '转发' }));
  fireEvent.click(screen.getByRole('button', { name: '复制文案' }));
  expect(acts.onForward).toHaveBeenCalledWith(expect.objectContaining({ seq: 7 }));
  expect(acts.onCopy).toHaveBeenCalledWith(expect.objectContaining({ seq: 7 }));
});

test('DropFeed shows a forwarded drop as such, with the people who opened its link', () => {
  render(feedOf(told(dropped(1)), { marks: { isForwarded: true, visitors: 3 } }));
  expect(screen.getByText('已转发')).toBeTruthy();
  expect(screen.getByText('3 人看过')).toBeTruthy();
});

test('DropFeed tells the arrival of a drop to those who cannot see it', () => {
  const { rerender } = render(feedOf(told(dropped(1))));
  rerender(feedOf(told(dropped(1), dropped(2))));
  expect(screen.getByText('新文案：素材 2')).toBeTruthy();
});

test('DropFeed lets a keyboard past its cards to what stands below', () => {
  render(
    <>
      {feedOf(told(dropped(1), dropped(2)), {
        acts: { onSave: vi.fn(), onCopy: vi.fn(), onForward: vi.fn(), busy: null },
      })}
      <button type="button">提问</button>
    </>,
  );
  fireEvent.click(screen.getByRole('button', { name: '跳过素材' }));

  const buttons = screen.getAllByRole('button');
  const after = buttons.filter(
    (button) => document.activeElement?.compareDocumentPosition(button) === Node.DOCUMENT_POSITION_FOLLOWING,
  );
  expect(after.map((button) => button.textContent)).toEqual(['提问']);
});
