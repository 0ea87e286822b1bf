import { en, zh } from '@shoal/contract/words';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ShopEditor } from './shop-editor.tsx';
import type { MyShop } from './use-my-shop.ts';

const shop: MyShop = { url: 'https://shoal.example/f/TEA', welcome: '', items: [], candidates: [], unproven: [] };
const sentence = '全国销量冠军。';
const mark = { field: 'shop.welcome', start: 0, end: 7, sentence, kinds: ['superlative'], words: ['冠军'] };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test.each([
  { locale: 'zh' as const, words: zh, reason: 'no_card', said: `“${sentence}”：品牌没有证明过这句话，请改掉。` },
  {
    locale: 'en' as const,
    words: en,
    reason: 'never_allowed',
    said: `“${sentence}”: this may not be said to consumers: take it out or rewrite it.`,
  },
])('a sentence of hers that nothing proves is named in the form, and stays to be changed: $locale', async (one) => {
  const { locale, reason, said, words } = one;
  const refusal = { code: 'catalog.claim_unproven', message: '', retry: 'never', marks: [{ ...mark, reason }] };
  const { fakeFetch } = createFakeServer({
    'PUT /me/shop': () => {
      throw { status: 422, body: { error: refusal } };
    },
  });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(<ShopEditor shop={shop} />, locale);
  const { own } = words.shops;
  fireEvent.change(screen.getByRole('textbox', { name: own.welcome }), { target: { value: sentence } });
  fireEvent.click(screen.getByRole('button', { name: own.save }));

  expect((await screen.findByRole('alert')).textContent).toBe(said);
  const welcome = screen.getByRole('textbox', { name: own.welcome });
  expect(welcome).toHaveProperty('value', sentence);
  await waitFor(() => expect(document.activeElement).toBe(welcome));
  expect(welcome.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('alert').id).toBe(welcome.getAttribute('aria-describedby'));
  expect(screen.getByRole('alert').querySelector('mark')?.textContent).toBe(`“${sentence}”`);
  fireEvent.change(welcome, { target: { value: '都是自己喝过的。' } });
  expect(welcome.getAttribute('aria-invalid')).toBe('false');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('she is told which of her sentences visitors do not read', () => {
  renderApp(<ShopEditor shop={{ ...shop, welcome: sentence, unproven: [sentence] }} />, 'zh');
  screen.getByText(zh.shops.own.withheld(sentence));
  expect(screen.getByRole('textbox', { name: zh.shops.own.welcome })).toHaveProperty('value', sentence);
});
