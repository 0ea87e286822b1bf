import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { GroupList } from './group-list.tsx';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const quiet = { isArchived: false, last: null, fedAt: [], restUntil: null, visitors: 0, orders: 0, sales: [] };
const tea = {
  ...quiet,
  groupId: uuid(1),
  name: '茶友群',
  members: 200,
  visitors: 31,
  orders: 4,
  sales: [{ amountMinor: 51_200, currency: 'CNY' }],
};
const family = { ...quiet, groupId: uuid(2), name: '家人群', members: 12 };
const old = { ...quiet, groupId: uuid(3), name: '老同事', members: 30, isArchived: true };

function open(groups: () => unknown, more: Parameters<typeof createFakeServer>[0] = {}) {
  vi.stubGlobal('fetch', createFakeServer({ 'GET /group-yields': groups, ...more }).fakeFetch);
  return renderApp(<GroupList />);
}
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('her groups stand best first, with what a member brought and what each got last', async () => {
  open(() => ({ groups: [tea, family] }));
  const [first, second] = await screen.findAllByRole('listitem');
  expect(first?.textContent).toContain('人均 ¥2.56');
  expect(first?.textContent).toContain('200 人 · 31 人打开 · 4 单');
  expect(second?.textContent).toContain('近 28 天还没发过');
  expect(screen.getByText('一共 212 人')).toBeTruthy();
});

test('no groups yet says what they are for and offers the first; a failure offers to try again', async () => {
  let isDown = true;
  open(() => {
    if (isDown)
      throw { status: 503, body: { error: { code: 'server.unavailable', message: '', retry: 'after_delay' } } };
    return { groups: [] };
  });
  await screen.findByRole('button', { name: '重试' });
  isDown = false;
  fireEvent.click(await screen.findByRole('button', { name: '重试' }));
  expect(await screen.findByText('还没有社群')).toBeTruthy();
  expect(screen.getByRole('button', { name: '+ 添加社群' })).toBeTruthy();
});

test('an archived group is out of the list, and can be taken out again', async () => {
  let isArchived = true;
  const restored = vi.fn(() => {
    isArchived = false;
    return { groupId: old.groupId, name: old.name, members: old.members };
  });
  open(() => ({ groups: [tea, { ...old, isArchived }] }), { 'POST /groups/:id/restore': restored });
  const away = within((await screen.findByText('收起的社群（1）')).closest('details') as HTMLElement); // It is its head.
  fireEvent.click(away.getByRole('button', { name: '恢复「老同事」', hidden: true }));
  await waitFor(() => expect(screen.queryByText('收起的社群（1）')).toBeNull());
  expect(restored).toHaveBeenCalledTimes(1);
  expect(screen.getByText('一共 230 人')).toBeTruthy();
});
