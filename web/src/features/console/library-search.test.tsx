import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { demoMaterials, demoProducts } from '../../testing/demo-data.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { MaterialPicker } from './material-picker.tsx';
import { ProductsTab } from './products-tab.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

async function openProducts(names: readonly string[]) {
  const products = names.map((name, at) => ({ ...demoProducts[0], productId: idOf(at + 100), name }));
  vi.stubGlobal('fetch', createFakeServer({ 'GET /products': () => ({ products }) }).fakeFetch);
  renderApp(<ProductsTab brandId={idOf(10)} />);
  await screen.findByText(names[0] ?? '');
}
const search = (text: string) => fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } });
const names = Array.from({ length: 12 }, (_, at) => `Oolong ${at + 1}`);

test('a long list is narrowed by name, and says how many are left', async () => {
  await openProducts([...names, 'Thé Vert']);
  search('the vert');
  await screen.findByText('Thé Vert');
  expect(within(screen.getByRole('list')).getAllByRole('button')).toHaveLength(1);
  expect(screen.getByRole('status').textContent).toBe('找到 1 个，共 13 个');
});

test('where nothing fits, everything is one press away and the cursor is back in the field', async () => {
  await openProducts(names);
  search('咖啡');
  expect(screen.queryByText('还没有产品')).toBeNull();
  fireEvent.click(await screen.findByRole('button', { name: '显示全部' }));
  await screen.findByText('Oolong 1');
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
});

test('a list that is seen at a glance has no search field', async () => {
  await openProducts(names.slice(1));
  expect(screen.queryByRole('searchbox')).toBeNull();
});

test('the choice of material tells a search without a find from a library without material', async () => {
  const materials = demoMaterials.map((material) => ({ ...material, claims: [], marks: [] }));
  vi.stubGlobal('fetch', createFakeServer({ 'GET /materials': () => ({ materials }) }).fakeFetch);
  const picked = vi.fn();
  renderApp(<MaterialPicker brandId={idOf(10)} onPick={picked} onClose={vi.fn()} />);
  await screen.findByText('品牌故事长文');
  search('咖啡');
  await screen.findByText('没有找到');
  expect(screen.queryByText('还没有素材')).toBeNull();
  search('链接'); // What kind it is.
  fireEvent.click(await screen.findByRole('button', { name: /品牌故事长文/ }));
  await waitFor(() => expect(picked).toHaveBeenCalledOnce());
});
