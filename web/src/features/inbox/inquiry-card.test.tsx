import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { refuseSentence } from '../../testing/refuse-sentence.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { InquiryCard } from './inquiry-card.tsx';
import type { Inquiry } from './use-inbox.ts';

const sentence = '喝了能治高血压。';
const inquiry = {
  inquiryId: '00000000-0000-4000-8000-000000000001',
  code: 'abcdefghijklmn',
  title: '大红袍',
  askerName: '',
  text: '能降压吗？',
  answer: null,
  askedAt: '2026-05-01T12:00:00.000Z',
  isRead: true,
  isReported: false,
} as unknown as Inquiry; // What the card shows of it.
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('InquiryCard says at her answer what of it may not be said, and goes there, until it is changed', async () => {
  const { fakeFetch } = createFakeServer({ 'PUT /inquiries/:id/answer': refuseSentence('inquiry.answer', sentence) });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(<InquiryCard inquiry={inquiry} />);
  const answer = screen.getByRole('textbox', { name: '写回复' });
  fireEvent.change(answer, { target: { value: `放心。${sentence}` } });
  fireEvent.click(screen.getByRole('button', { name: '发送回复' }));

  const problem = await screen.findByRole('alert');
  expect(problem.querySelector('mark')?.textContent).toBe(`“${sentence}”`);
  expect(answer.getAttribute('aria-describedby')).toBe(problem.id);
  expect(answer.getAttribute('aria-invalid')).toBe('true');
  await waitFor(() => expect(document.activeElement).toBe(answer));
  fireEvent.change(answer, { target: { value: '放心。' } });
  expect(screen.queryByRole('alert')).toBeNull();
});
