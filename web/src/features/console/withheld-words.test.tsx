import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { WithheldWords } from './withheld-words.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const sentence = '全国销量冠军。';
const mark = { field: 'shop.note', start: 0, end: 7, sentence, kinds: ['superlative'], words: [] };

/** Opens the list, and waits until the server has told what is in it. */
async function open(words: unknown[]) {
  const told = vi.fn(() => ({ words }));
  vi.stubGlobal('fetch', createFakeServer({ 'GET /brands/:id/withheld-words': told }).fakeFetch);
  renderApp(<WithheldWords brandId="b" />);
  await waitFor(() => expect(told).toHaveBeenCalled());
}

test('what consumers do not read is listed with whose it is and why', async () => {
  const of = '梅花姐 · 大红袍';
  await open([{ field: 'shop.note', of, marks: [{ ...mark, reason: 'card_expired' }] }]);
  await screen.findByRole('region', { name: '1 处文字里有句子没有显示给消费者' });
  for (const text of [`推荐语 · ${of}`, sentence, '依据卡已过期']) screen.getByText(text);
});

test('while all is proven nothing is said', async () => {
  await open([]);
  expect(screen.queryByRole('region')).toBeNull();
});
