import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ReminderNotice } from './reminder-notice.tsx';

const serverNow = '2030-05-01T12:00:00.000Z';
const reminder = {
  showId: 'a-show',
  title: '春茶',
  startsAt: '2030-05-01T12:08:00.000Z',
  timeZone: 'Asia/Shanghai',
  isRehearsal: false,
};

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/account');
  const answer = () => ({ reminders: [reminder], serverNow });
  vi.stubGlobal('fetch', createFakeServer({ 'GET /me/reminders': answer }).fakeFetch);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('ReminderNotice tells of a show by the server’s clock, and enters it in one tap', async () => {
  renderApp(<ReminderNotice />);

  expect(await screen.findByText('「春茶」8 分钟后开播')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '进去等' }));

  expect(location.pathname).toBe('/room/a-show');
  expect(screen.queryByText('「春茶」8 分钟后开播')).toBeNull();
});

test('ReminderNotice that was put away stays away, also after a reload', async () => {
  renderApp(<ReminderNotice />);
  fireEvent.click(await screen.findByRole('button', { name: '知道了' }));
  expect(screen.queryByRole('status')).toBeNull();
  cleanup();

  const asked = vi.fn(() => ({ reminders: [reminder], serverNow }));
  vi.stubGlobal('fetch', createFakeServer({ 'GET /me/reminders': asked }).fakeFetch);
  renderApp(<ReminderNotice />);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());

  expect(screen.queryByRole('status')).toBeNull();
});
