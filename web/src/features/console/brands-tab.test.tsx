import type { catalog } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { demoBrand } from '../../testing/demo-data.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { BrandsTab } from './brands-tab.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const sentence = '喝了能治高血压。';
const mark = {
  field: 'brand.story',
  start: 0,
  end: 8,
  sentence,
  kinds: ['health'],
  words: [],
  reason: 'never_allowed',
};
function open() {
  const refuse = () => {
    const error = { code: 'catalog.claim_unproven', message: 'refused', retry: 'never', marks: [mark] };
    throw { status: 422, body: { error } };
  };
  const { fakeFetch } = createFakeServer({
    'PATCH /brands/:id': refuse,
    'GET /brands/:id/chat-words': () => ({ words: [] }),
  });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(<BrandsTab brands={[demoBrand as catalog.Brand]} canEdit />);
  fireEvent.click(screen.getByRole('button', { name: new RegExp(demoBrand.name) }));
}

test('BrandForm says at the story which sentence may not be said, and goes there, until it is changed', async () => {
  open();
  const story = await screen.findByRole('textbox', { name: '品牌故事' });
  fireEvent.change(story, { target: { value: `二十年老茶园。${sentence}` } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));

  expect(await screen.findByText(/“喝了能治高血压。”/)).toBeTruthy();
  expect(story.getAttribute('aria-invalid')).toBe('true');
  await waitFor(() => expect(document.activeElement).toBe(story));
  fireEvent.change(story, { target: { value: '二十年老茶园。' } });
  expect(screen.queryByText(/“喝了能治高血压。”/)).toBeNull();
});

test('BrandForm takes her to the name that is missing', async () => {
  open();
  const name = await screen.findByRole('textbox', { name: '名称' });
  fireEvent.change(name, { target: { value: ' ' } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(document.activeElement).toBe(name));
});
