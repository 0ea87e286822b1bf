import type { shares } from '@shoal/contract';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ShareRows } from './share-rows.tsx';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const shareOf = (n: number, groupId: string | null) =>
  ({
    shareId: uuid(n),
    groupId,
    title: '大红袍 今晚开箱',
    url: `https://shoal.example/s/${n}`,
    evidence: 'E1',
    visitors: n,
    visits: n * 2,
  }) as unknown as shares.Share; // Plain ids, and what a row does not show is left out.

afterEach(cleanup);

test('links to one material are told apart by their group, also one that was put away', async () => {
  const quiet = { last: null, fedAt: [], restUntil: null, visitors: 0, orders: 0, sales: [], members: 10 };
  const groups = [
    { ...quiet, groupId: uuid(71), name: '茶友群', isArchived: false },
    { ...quiet, groupId: uuid(72), name: '老同事', isArchived: true },
  ];
  vi.stubGlobal('fetch', createFakeServer({ 'GET /group-yields': () => ({ groups }) }).fakeFetch);
  renderApp(<ShareRows shares={[shareOf(1, null), shareOf(2, uuid(71)), shareOf(3, uuid(72))]} />);
  await screen.findByText(/茶友群 · /);
  const groupsOf = screen.getAllByRole('listitem').map((row) => /(茶友群|老同事)/.exec(row.textContent ?? '')?.[1]);
  expect(groupsOf).toEqual([undefined, '茶友群', '老同事']);
});

test('a link says how many people opened it and how often; one that nobody opened says nothing of that', async () => {
  vi.stubGlobal('fetch', createFakeServer({ 'GET /group-yields': () => ({ groups: [] }) }).fakeFetch);
  renderApp(<ShareRows shares={[{ ...shareOf(3, null), evidence: 'E2' }, shareOf(0, null)]} />);
  const [opened, unopened] = await screen.findAllByRole('listitem');
  expect(opened?.textContent).toMatch(/有人打开 · 6 次3 人/);
  expect(unopened?.textContent).not.toMatch(/次/);
});
