import type { accounts, shows } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { demoHost, demoShow } from '../../testing/demo-data.ts';
import { createFakeServer, refuse } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ShowEditor } from './show-editor.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const saved = vi.fn();
const under = () => <p>任务和答题</p>;
/** The editor of a show in a state; what it sends is kept. */
function open(
  state: shows.ShowState,
  keep: (body: unknown) => unknown = (body) => ({ ...demoShow, state, ...Object(body) }),
  more: Parameters<typeof createFakeServer>[0] = {},
) {
  saved.mockReset();
  const { fakeFetch } = createFakeServer({
    'PATCH /shows/:id': ({ body }) => saved(body) ?? keep(body),
    'GET /shows/:id': () => ({ ...demoShow, state: 'ended', version: 9 }),
    ...more,
  });
  vi.stubGlobal('fetch', fakeFetch);
  const show = { ...demoShow, state } as unknown as shows.Show; // Plain ids.
  const me = demoHost as unknown as accounts.Me;
  renderApp(<ShowEditor me={me} show={show} onCreated={vi.fn()} renderUnderSegment={under} />);
}
const field = (name: RegExp) => screen.getByRole('textbox', { name });
const isLocked = (element: HTMLElement) => element.hasAttribute('readonly');
const fill = (element: HTMLElement, value: string) => fireEvent.change(element, { target: { value } });
const save = () => fireEvent.click(screen.getByRole('button', { name: '保存' }));
const rows = () => screen.getAllByRole('listitem', { name: /^第 \d 个环节$/ });

test('of an ended show title, summary and cover are edited and nothing else is sent', async () => {
  open('ended');
  expect(screen.getByText(/^直播已结束/)).toBeTruthy();
  expect(isLocked(field(/^标题/))).toBe(false);
  expect(isLocked(field(/^最长/))).toBe(true);
  expect(screen.getAllByRole('textbox', { name: '环节标题' }).every(isLocked)).toBe(true);
  expect(screen.queryByRole('button', { name: /环节|素材/ })).toBeNull();
  expect(screen.queryByText('任务和答题')).toBeNull();

  fill(field(/^标题/), '白茶专场 · 回放');
  save();
  await waitFor(() => expect(saved).toHaveBeenCalledWith({ version: 3, title: '白茶专场 · 回放' }));
});

test('a live show keeps what stands and sends the segments that were added', async () => {
  open('live');
  expect(isLocked(field(/^标题/))).toBe(true);
  expect(screen.queryByRole('button', { name: /^移除环节/ })).toBeNull();
  expect(screen.queryByRole('button', { name: /^从环节中移除/ })).toBeNull();

  fireEvent.click(screen.getByRole('button', { name: '添加环节' }));
  expect(screen.getByRole('button', { name: '移除环节「新环节」' })).toBeTruthy();
  save();
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  const [body] = saved.mock.calls[0] as [{ segments: unknown[] }];
  expect(Object.keys(body).toSorted()).toEqual(['segments', 'version']);
  expect(body.segments).toHaveLength(rows().length);
});

test('a show that was put away has nothing to save', () => {
  open('archived');
  expect(isLocked(field(/^标题/))).toBe(true);
  expect(screen.queryByRole('button', { name: '保存' })).toBeNull();
});

test('a show that ended while it was edited is loaded anew, and then edited as one that is over', async () => {
  open('scheduled', () => refuse('shows.wrong_state'));
  fill(field(/^标题/), '改晚了');
  save();
  fireEvent.click(await screen.findByRole('button', { name: '载入最新内容' }));
  await waitFor(() => expect(screen.getByText(/^直播已结束/)).toBeTruthy());
  expect((field(/^标题/) as HTMLInputElement).value).toBe(demoShow.title);
});

test('what is missing is told where saving was refused, and no longer than it is so', async () => {
  open('scheduled');
  fill(field(/^标题/), ' ');
  expect(screen.queryByText('请填写标题。')).toBeNull();
  save();
  expect(await screen.findByText('请填写标题。')).toBeTruthy();
  fill(field(/^标题/), '白茶专场');
  expect(screen.queryByText('请填写标题。')).toBeNull();
});

test('a draft has the way to its date beside its menu', async () => {
  open('draft');
  fireEvent.click(screen.getByRole('button', { name: '排期' }));
  expect(await screen.findByRole('dialog', { name: '什么时候开播？' })).toBeTruthy();
});

test('what is typed goes on from a date that she set meanwhile, and is saved against it', async () => {
  const startsAt = '2026-12-24T12:00:00.000Z';
  open('draft', undefined, { 'POST /shows/:id/schedule': () => ({ ...demoShow, version: 4, startsAt }) });
  fill(field(/^标题/), '白茶专场');
  fireEvent.click(screen.getByRole('button', { name: '排期' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '排期' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  save();
  await waitFor(() => expect(saved).toHaveBeenCalledWith({ version: 4, title: '白茶专场' }));
});

test('a link out of unsaved changes asks first', () => {
  const confirm = vi.fn(() => false);
  vi.stubGlobal('confirm', confirm);
  open('scheduled');
  const back = screen.getByRole('link', { name: '返回' });
  fill(field(/^标题/), '白茶专场');
  expect(fireEvent.click(back)).toBe(false);
  expect(confirm).toHaveBeenCalledWith('这一页有未保存的修改，离开就没有了。要离开吗？');
  expect(location.pathname).not.toBe('/console/shows');
});
