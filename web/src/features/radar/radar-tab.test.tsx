import type { insights } from '@shoal/contract';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { RadarTab } from './radar-tab.tsx';
import type { RadarLive } from './use-radar.ts';

afterEach(cleanup);

const people = { online: 50, attentive: 40, seen: 30, forwarded: 19 };
const radar: Omit<insights.Radar, 'showId'> = {
  ...people,
  at: '2026-06-01T12:00:00.000Z',
  clicks: [...Array<number>(59).fill(0), 7],
  cohorts: [
    { ...people, tenure: 'fry', reach: 'brook', clicks: 0, forwardsLately: 0, isStalled: true },
    { ...people, tenure: 'lead', reach: 'sea', clicks: 7, forwardsLately: 9, isStalled: false },
  ],
  drops: [{ dropSeq: 3, ageSeconds: 90, unseen: 20, unforwarded: 31 }],
  questions: [],
  hint: { code: 'explain_drop', dropSeq: 3, percent: 62, people: 31 },
};

function open(locale: 'zh' | 'en' = 'zh', hint: insights.RadarHint | null = radar.hint) {
  let say: (said: unknown) => void = () => {};
  const send = vi.fn(async () => ({}));
  const on = (_entry: unknown, listener: typeof say) => {
    say = listener;
    return () => {};
  };
  const live = { showId: 'a show', socket: { send, on } } as unknown as RadarLive; // What the tab asks of it.
  const onCheckIn = vi.fn();
  const drops = [{ seq: 3, material: { title: '白茶海报' } }];
  renderApp(<RadarTab live={live} drops={drops} onCheckIn={onCheckIn} />, locale);
  act(() => say({ ...radar, hint, showId: 'a show' }));
  return { onCheckIn, send };
}

test('RadarTab says one line with its reason, and puts it away when the host wants', () => {
  const { send } = open();
  const hint = screen.getByRole('region', { name: '下一句可以说' });
  expect(hint.textContent).toContain('讲讲「白茶海报」的售后和退换');
  expect(hint.textContent).toContain('62% 的在线店主（31 人）还没转发');

  fireEvent.click(screen.getByRole('button', { name: '收起这条建议，5 分钟内不再提' }));

  expect(screen.queryByRole('region', { name: '下一句可以说' })).toBeNull();
  expect(send).toHaveBeenCalledWith({ name: 'radar:dismissHint' }, { showId: 'a show', code: 'explain_drop' });
});

test('RadarTab shows each league with its figures, and who waits', () => {
  open('en');
  const [, fry, lead] = screen.getAllByRole('row');
  expect(fry?.textContent).toBe('Brook fryStalled50403019');
  expect(lead?.textContent).toBe('Sea leaders50403019');
  expect(screen.getByRole('img', { name: 'Links opened per second, last 60 s: 7 now, 7 at most' })).toBeTruthy();
  expect(screen.getByText('31 people (62 %) have not')).toBeTruthy();
});

test('RadarTab lets the host check in from the hint that proposes it, and from no other', () => {
  const { onCheckIn } = open('zh', { code: 'check_in', percent: 40 });
  fireEvent.click(screen.getByRole('button', { name: '马上签到' }));
  expect(onCheckIn).toHaveBeenCalledOnce();

  cleanup();
  open();
  expect(screen.queryByRole('button', { name: '马上签到' })).toBeNull();
});

test('RadarTab says one person in English as one says it', () => {
  open('en', { code: 'answer_question', questionId: crypto.randomUUID(), votes: 1 });
  expect(screen.getByRole('region', { name: 'You could say next' }).textContent).toContain('1 person wants to know');
});
