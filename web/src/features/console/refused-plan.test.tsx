import type { accounts, catalog, shows } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { demoHost, demoShow } from '../../testing/demo-data.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { refuseSentence } from '../../testing/refuse-sentence.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ShowEditor } from './show-editor.tsx';

const sentence = '喝了能治高血压';
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(field: catalog.CopyField) {
  vi.stubGlobal('fetch', createFakeServer({ 'PATCH /shows/:id': refuseSentence(field, sentence) }).fakeFetch);
  renderApp(<ShowEditor me={demoHost as accounts.Me} show={demoShow as shows.Show} onCreated={() => {}} />);
}
const titles = () => screen.getAllByLabelText('环节标题'); // By role it takes seconds: the list of time zones is long.
const save = () => fireEvent.click(screen.getByText('保存'));

test('ShowEditor says at the segment which sentence of its title may not be said, and goes there, until it is changed', async () => {
  open('segment.title');
  const [, second] = titles();
  fireEvent.change(second!, { target: { value: sentence } });
  save();

  const marked = await screen.findByText(`“${sentence}”`);
  expect(marked.closest('.mantine-TextInput-root')?.contains(second!)).toBe(true);
  await waitFor(() => expect(document.activeElement).toBe(second));
  fireEvent.change(second!, { target: { value: '认识这款茶' } });
  expect(screen.queryByText(`“${sentence}”`)).toBeNull();
});

test('ShowEditor says at the show’s title which sentence of it may not be said', async () => {
  open('show.title');
  const title = screen.getByLabelText(/^标题/);
  fireEvent.change(title, { target: { value: sentence } });
  save();

  expect((await screen.findByText(`“${sentence}”`)).closest('.mantine-TextInput-root')?.contains(title)).toBe(true);
});

test('ShowEditor takes her to the segment that has no title', async () => {
  open('segment.title');
  const [first] = titles();
  fireEvent.change(first!, { target: { value: ' ' } });
  save();

  await waitFor(() => expect(document.activeElement).toBe(first));
  expect(first?.getAttribute('aria-invalid')).toBe('true');
});
