import type { nodes } from '@shoal/contract';
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { StartWaits } from './start-waits.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const wait = { p50Ms: 34, p95Ms: 37 };
const warm: nodes.StartGroup = {
  route: 'webrtc',
  isWarm: true,
  starts: 7,
  steps: { signalling: wait, ice: null, dtls: null, keyFrame: wait, firstFrame: { p50Ms: 170, p95Ms: 230 } },
};

const show = (groups: nodes.StartGroup[], falls: nodes.HlsFall[]) => {
  vi.stubGlobal('fetch', createFakeServer({ 'GET /media-nodes/starts': () => ({ groups, falls }) }).fakeFetch);
  renderApp(<StartWaits />, 'en');
};

test('an operator reads what viewers waited at each step, and why some got HLS', async () => {
  show([warm], [{ reason: 'no_route', starts: 2 }]);

  const row = within((await screen.findByText('Real time, connected in the lobby')).closest('tr') ?? document.body);
  expect(row.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
    'Real time, connected in the lobby',
    ...['7', '34 ms (37)', '—', '—', '34 ms (37)', '170 ms (230)'],
  ]);
  screen.getByText('No way to the node, neither UDP nor TCP: 2');
});

test('an hour without a start says so', async () => {
  show([], []);

  await screen.findByText('Nobody began to watch in the last hour');
  expect(screen.queryByRole('table')).toBeNull();
});
