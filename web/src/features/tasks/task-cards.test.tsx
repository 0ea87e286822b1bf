import type { accounts, shows } from '@shoal/contract';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { demoAccounts, demoShow } from '../../testing/demo-data.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { aMaterial } from '../../testing/log-entries.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { TaskCards } from './task-cards.tsx';
import { TaskEditor } from './task-editor.tsx';
import { TaskNames } from './task-names.tsx';
import { TaskedList } from './tasked-list.tsx';
import type { StudioTasks } from './use-studio-tasks.ts';

const show = demoShow as unknown as shows.Show; // The demo's ids carry no brand.
const segmentId = show.segments[0]?.segmentId ?? null;
const material = aMaterial({ title: '今晚开箱价' });
// A material's id carries a brand; a task's is another random id.
const taskId = aMaterial().materialId as unknown as StudioTasks['prepared'][number]['taskId'];
const task: StudioTasks['prepared'][number] = {
  taskId,
  segmentId,
  material,
  materialId: material.materialId,
  state: 'prepared',
  words: '',
  targetForwards: 50,
  minutes: 10,
  points: 20,
  openedAt: null,
  deadlineAt: null,
  closedAt: null,
  closeReason: null,
  progress: { taskId, people: { E0: 0, E1: 0, E2: 0, E4: 0 }, weighed: 0, held: 0 },
};
const kept = vi.fn();

beforeEach(() => {
  kept.mockReset();
  const { fakeFetch } = createFakeServer({
    'GET /shows/:id/tasks': () => ({ tasks: [task] }),
    'POST /shows/:id/tasks': ({ body }) => kept(body) ?? task,
    'DELETE /shows/:id/tasks/:task': ({ params }) => kept(params[1]) ?? {},
  });
  vi.stubGlobal('fetch', fakeFetch);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const cards = (isLive: boolean) => {
  const open = vi.fn(async () => true);
  renderApp(<TaskCards tasks={{ isBusy: false, isLive, open, prepared: [task] }} segmentId={segmentId} />);
  return open;
};

test('TaskCards() starts a prepared task by one press when the show is live', () => {
  const open = cards(true);
  fireEvent.click(screen.getByRole('button', { name: '发起任务：今晚开箱价' }));
  expect(open).toHaveBeenCalledWith({ taskId });
});

test('TaskCards() says when a task can be started before the show is live', () => {
  cards(false);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: '发起任务：今晚开箱价' });
  expect([button.disabled, button.title]).toEqual([true, '开播后才能发起']);
});

test('TaskEditor() keeps what is written under its segment, and removes it', async () => {
  renderApp(<TaskEditor show={show} segmentId={segmentId} />);
  fireEvent.click(await screen.findByRole('button', { name: '移除任务「今晚开箱价」' }));
  await vi.waitFor(() => expect(kept).toHaveBeenCalledWith(taskId));
  fireEvent.click(screen.getByRole('button', { name: '加一个转发任务' }));
  const dialog = await screen.findByRole('dialog', { name: '准备转发任务' });
  fireEvent.click(within(dialog).getByRole('button', { name: '保存任务' }));
  await vi.waitFor(() =>
    expect(kept).toHaveBeenLastCalledWith({
      idempotencyKey: expect.any(String),
      draft: expect.objectContaining({ segmentId, targetForwards: 100, minutes: 10, points: 20 }),
    }),
  );
});

test('TaskNames() lists who has done nothing first, and offers another try when the names do not come', async () => {
  const listPeople = vi.fn<StudioTasks['listPeople']>().mockRejectedValueOnce(new Error('offline'));
  listPeople.mockResolvedValue({
    people: demoAccounts.slice(0, 2).map(({ accountId }, at) => ({
      accountId: accountId as accounts.Me['accountId'], // The demo's ids carry no brand.
      displayName: at === 0 ? '小芳' : '阿强',
      grade: at === 0 ? null : ('E2' as const),
    })),
  });
  renderApp(<TaskNames task={task} tasks={{ listPeople }} onClose={() => {}} />);
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(await within(dialog).findByRole('button', { name: '重试' }));
  const rows = await within(dialog).findAllByRole('listitem');
  expect(rows.map((row) => row.textContent)).toEqual(['小芳还没转发', '阿强有人打开']);
});

test('TaskedList() tells what came of each task that was opened, orders only where there are any', async () => {
  const progress = { taskId, people: { E0: 3, E1: 2, E2: 9, E4: 1 }, weighed: 1_125, held: 0 };
  const over = { ...task, state: 'closed', openedAt: '2026-11-22T11:30:00.000Z', closeReason: 'deadline', progress };
  const { fakeFetch } = createFakeServer({ 'GET /shows/:id/tasks': () => ({ tasks: [task, over] }) });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(<TaskedList showId={show.showId} />);
  const rows = within(await screen.findByRole('region', { name: '转发任务的结果' })).getAllByRole('listitem');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.textContent).toBe(
    '今晚开箱价到时结束11.25 / 50 加权转发说已转发 3打开分享或存图 2有人打开 9有人下单 1',
  );
});
