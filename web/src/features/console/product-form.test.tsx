import type { catalog } from '@shoal/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { demoProducts } from '../../testing/demo-data.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { ProductForm } from './product-form.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const toVariant = (n: number, name: string, amountMinor: number) => ({
  variantId: idOf(n),
  name,
  price: { amountMinor, currency: 'CNY' },
  unitsInStock: 10,
  isActive: true,
});
const product = {
  ...demoProducts[0],
  sale: { unitsInStock: null, commissionBps: 1_000, afterSaleDays: 7 },
  variants: [toVariant(1, '50g', 8_800), toVariant(2, '100g', 15_800)],
} as unknown as catalog.KeptProduct; // Plain ids.

const saved = vi.fn();
function open(edited: catalog.KeptProduct | null = product) {
  saved.mockReset();
  const keep = ({ body }: { body: unknown }) => saved(body) ?? product;
  const { fakeFetch } = createFakeServer({ 'PATCH /products/:id': keep, 'POST /products': keep });
  vi.stubGlobal('fetch', fakeFetch);
  renderApp(<ProductForm brandId={idOf(10)} product={edited} onDone={vi.fn()} />);
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
async function save(): Promise<Record<string, unknown>> {
  press('保存');
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  return saved.mock.calls[0]?.[0] as Record<string, unknown>; // What the fake was sent.
}

test('variants are added to a new product, which then has their lowest price and no stock of its own', async () => {
  open(null);
  fill('名称', '大红袍');
  fill('库存（件）', '30');
  press('添加规格');
  fill('第 1 个规格的名称', ' 50g ');
  fill('第 1 个规格的价格', '88');
  fill('第 1 个规格的库存', '5');

  expect(await save()).toMatchObject({
    price: { amountMinor: 8_800, currency: 'CNY' },
    sale: { unitsInStock: null },
    variants: [{ name: '50g', priceMinor: 8_800, unitsInStock: 5, isActive: true }],
  });
});

test('variants are renamed, moved, switched off and removed; stock that was not changed is not sent', async () => {
  open();
  fill('第 1 个规格的名称', '50g 袋装');
  press('把「100g」往前移');
  fireEvent.click(screen.getByRole('switch', { name: '在售：50g 袋装' }));

  const { price, variants } = await save();
  expect(variants).toEqual([
    { variantId: idOf(2), name: '100g', priceMinor: 15_800, isActive: true },
    { variantId: idOf(1), name: '50g 袋装', priceMinor: 8_800, isActive: false },
  ]);
  expect(price).toEqual({ amountMinor: 15_800, currency: 'CNY' });
});

test('of a product without variants, too, stock is sent only where it was changed', async () => {
  const sale = { unitsInStock: 30, commissionBps: 1_000, afterSaleDays: 7 };
  open({ ...product, variants: [], sale });
  fill('名称', '大红袍 50g');
  expect((await save()).sale).toEqual({ commissionBps: 1_000, afterSaleDays: 7 });
  cleanup();

  open({ ...product, variants: [], sale });
  fill('库存（件）', '40');
  expect((await save()).sale).toMatchObject({ unitsInStock: 40 });
});

test('when the last one is removed the product has its own price and stock again', async () => {
  open();
  expect((screen.getByRole('textbox', { name: '价格' }) as HTMLInputElement).disabled).toBe(true);
  press('移除「50g」');
  press('移除「100g」');
  fill('库存（件）', '12');

  expect(await save()).toMatchObject({ variants: [], sale: { unitsInStock: 12 } });
});

test('variants without a name, or of one name, are not saved', () => {
  open();
  fill('第 2 个规格的名称', '50g ');
  press('保存');
  expect(screen.getByRole('alert').textContent).toBe('每个规格要有名称，且不能重名。');
  expect(saved).not.toHaveBeenCalled();
});
