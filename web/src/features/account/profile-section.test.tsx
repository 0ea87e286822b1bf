import type { accounts } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { demoHost } from '../../testing/demo-data.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { refuseSentence } from '../../testing/refuse-sentence.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ProfileSection } from './profile-section.tsx';

const sentence = '喝了能治高血压。';
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('ProfileSection says at her sentence what of it may not be said, and goes there, until it is changed', async () => {
  vi.stubGlobal('fetch', createFakeServer({ 'PATCH /me': refuseSentence('account.tagline', sentence) }).fakeFetch);
  renderApp(<ProfileSection me={demoHost as accounts.Me} />);
  const tagline = screen.getByRole('textbox', { name: '我的一句话' });
  fireEvent.change(tagline, { target: { value: `老茶客。${sentence}` } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));

  const marked = await screen.findByText(`“${sentence}”`);
  expect(marked.closest('.mantine-Textarea-root')?.contains(tagline)).toBe(true);
  expect(screen.queryByRole('alert')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(tagline));
  fireEvent.change(tagline, { target: { value: '老茶客。' } });
  expect(screen.queryByText(`“${sentence}”`)).toBeNull();
});
