import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer, refuse } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ShowReport } from './show-report.tsx';

const download = vi.hoisted(() => vi.fn());
vi.mock('../../ui/download-text.ts', () => ({ downloadText: download }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const showId = '00000000-0000-4000-8000-000000000050';
const sold = { orders: 2, sales: [{ amountMinor: 38_400, currency: 'CNY' }] };
const nothing = { orders: 0, sales: [] };
const report = {
  showId,
  title: '秋日白茶专场',
  isRehearsal: false,
  wentLiveAt: '2026-11-22T12:00:00.000Z',
  endedAt: '2026-11-22T13:30:05.000Z',
  countedAt: '2026-11-22T14:00:00.000Z',
  school: {
    invited: 66,
    came: 48,
    peak: { people: 41, at: '2026-11-22T12:30:00.000Z' },
    medianStayMs: 1_900_000,
    watchedMs: 74_000_000,
    chatMessages: 312,
    questions: 9,
    questionsAnswered: 7,
    forwarders: 30,
    clicks: 1_204,
    ...sold,
  },
  drops: [
    {
      dropSeq: 2,
      at: '2026-11-22T12:10:30.000Z',
      title: '开箱海报',
      isRecalled: true,
      seen: 40,
      saved: 21,
      forwarded: 18,
      clicks: 900,
      ...sold,
    },
  ],
  tasks: [],
  asks: [
    {
      askId: showId,
      kind: 'check_in',
      text: null,
      openedAt: '2026-11-22T12:20:00.000Z',
      answered: 33,
      allRight: null,
    },
  ],
  shopkeepers: [
    { accountId: showId, displayName: '王姐', stayMs: 45_000, forwarded: 1, clicks: 3, points: 20, ...nothing },
  ],
};

function open(answer: () => unknown, locale: 'zh' | 'en' = 'zh', isDown = false) {
  const { fakeFetch } = createFakeServer({
    'GET /shows/:id/report': answer,
    'GET /shows/:id/report/:table': ({ params }) => ({ fileName: `${params[1]}.csv`, csv: 'a,b' }),
  });
  const fail = () => Promise.reject(new TypeError('no network'));
  vi.stubGlobal('fetch', isDown ? fail : fakeFetch);
  renderApp(<ShowReport showId={showId} />, locale);
  return { comeBack: () => vi.stubGlobal('fetch', fakeFetch) };
}
const figure = (label: string) => screen.getByText(label).parentElement?.textContent;

test('a report says who came, and what each drop, ask and shopkeeper brought', async () => {
  open(() => report);
  expect(await screen.findByText(/共 1:30:05$/)).toBeTruthy();
  expect(figure('到场店主')).toContain('48受邀 66 人');
  expect(figure('停留中位数')).toContain('32 分钟');
  expect(figure('带来的打开')).toContain('1,204');
  expect(figure('成交订单')).toContain('2¥384.00');

  const drop = within(screen.getByRole('region', { name: '素材' })).getByRole('row', { name: /开箱海报/ });
  expect(drop.textContent).toContain('10:30');
  expect(drop.textContent).toContain('已撤回');
  expect(
    within(drop)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual(['40', '21', '18', '900', '2', '¥384.00']);
  expect(screen.getByRole('row', { name: /王姐/ }).textContent).toContain('45 秒');
  expect(screen.getByText('这场没有开过转发任务')).toBeTruthy();
});

test('a table is saved as a file, in the language of the page', async () => {
  open(() => report, 'en');
  fireEvent.click(await screen.findByRole('button', { name: 'Download “Drops” as CSV' }));
  await waitFor(() => expect(download).toHaveBeenCalledWith('a,b', 'drops.csv'));
  expect(screen.queryByRole('button', { name: /Forwarding tasks/ })).toBeNull();
});

test('where nobody came a report says so and has no figures that mislead', async () => {
  const school = { ...report.school, came: 0, peak: null, medianStayMs: null, watchedMs: 0, ...nothing };
  open(() => ({ ...report, school, drops: [], asks: [], shopkeepers: [] }));
  await waitFor(() => expect(figure('停留中位数')).toBe('停留中位数–没有人到场'));
  expect(screen.getByText('这场没有投放素材')).toBeTruthy();
});

test('before the end there is no report yet, and the page says when there is', async () => {
  open(() => refuse('shows.wrong_state'));
  expect(await screen.findByText('直播还没有结束')).toBeTruthy();
});

test('a report that did not come is asked for again', async () => {
  const { comeBack } = open(() => report, 'zh', true);
  const retry = await screen.findByRole('button', { name: '重试' });
  comeBack();
  fireEvent.click(retry);
  expect(await screen.findByText(/共 1:30:05$/)).toBeTruthy();
});
