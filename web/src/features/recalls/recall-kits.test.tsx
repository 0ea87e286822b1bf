import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { RecallKits } from './recall-kits.tsx';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const kit = {
  recallId: uuid(1),
  title: '大红袍 今晚开箱',
  picture: null,
  reason: '价格写错了',
  correction: '正确的价格是 168 元。',
  recalledAt: '2026-11-26T12:00:00.000Z',
  url: 'https://shoal.example/s/aaaaaaaaaaaaaa',
  groups: [{ name: '茶友群', members: 200, url: 'https://shoal.example/s/bbbbbbbbbbbbbb' }],
  isSentElsewhere: true,
  buyers: [
    {
      orderId: uuid(2),
      productName: '大红袍 50g',
      quantity: 2,
      state: 'paid',
      placedAt: '2026-11-26T11:00:00.000Z',
      maskedName: '王**',
      maskedPhone: '139••••5678',
    },
  ],
  seenAt: null as string | null,
  doneAt: null as string | null,
};
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a correction says what to send, to whom and who bought; it is seen by itself and ticked by her', async () => {
  const steps: string[] = [];
  const now = { ...kit };
  const handlers = {
    'GET /recall-kits': () => ({ kits: [now] }),
    'POST /recall-kits/:id': ({ body }: { body: unknown }) => {
      const { step } = body as { step: 'seen' | 'done' };
      steps.push(step);
      now.seenAt = kit.recalledAt;
      if (step === 'done') now.doneAt = kit.recalledAt;
      return {};
    },
  };
  vi.stubGlobal('fetch', createFakeServer(handlers).fakeFetch);
  renderApp(<RecallKits />);

  expect((await screen.findByText(/【更正】/)).textContent).toContain(`正确的价格是 168 元。\n详情：${kit.url}`);
  expect(screen.getByText('茶友群')).toBeTruthy();
  expect(screen.getByText('王** 139••••5678')).toBeTruthy();
  await waitFor(() => expect(steps).toEqual(['seen']));
  fireEvent.click(await screen.findByRole('button', { name: '都通知到了' }));
  await screen.findByRole('button', { name: '已通知' });
  expect(steps).toEqual(['seen', 'done']);
});

test('without corrections the page says what will be here, in English too', async () => {
  vi.stubGlobal('fetch', createFakeServer({ 'GET /recall-kits': () => ({ kits: [] }) }).fakeFetch);
  renderApp(<RecallKits />, 'en');
  expect(await screen.findByText('Nothing to correct')).toBeTruthy();
});

test('her tick counts also while the server has not answered yet that she saw it', async () => {
  const steps: string[] = [];
  const { fakeFetch } = createFakeServer({ 'GET /recall-kits': () => ({ kits: [kit] }) });
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (init?.method !== 'POST') return fakeFetch(url, init);
    steps.push((JSON.parse(String(init.body)) as { step: string }).step); // Ours.
    return new Promise(() => {});
  });
  renderApp(<RecallKits />);

  const tick = await screen.findByRole('button', { name: '都通知到了' });
  await waitFor(() => expect(steps).toEqual(['seen']));
  fireEvent.click(tick);
  await waitFor(() => expect(steps).toEqual(['seen', 'done']));
});
