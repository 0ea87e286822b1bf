import { catalog } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenBrand } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';

const server = useTestServer();
const key = () => ({ idempotencyKey: crypto.randomUUID() });
const price = { amountMinor: 12_800, currency: 'CNY' as const };

test('a product is not sold on pages until somebody says how, and keeps what was said', async () => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const made = await host.call(catalog.createProduct, { ...key(), brandId, name: '大红袍', price });
  expect(made.sale).toEqual({ unitsInStock: null, commissionBps: 0, afterSaleDays: 7 });

  const sale = { unitsInStock: 50, commissionBps: 1_250, afterSaleDays: 14 };
  await host.call(catalog.updateProduct, { productId: made.productId, sale });

  const { products } = await host.call(catalog.listProducts, { brandId });
  expect(products).toMatchObject([{ productId: made.productId, price, sale }]);
});

test('terms that change without a word of stock leave it as it is', async () => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const sale = { unitsInStock: 50, commissionBps: 1_250, afterSaleDays: 14 };
  const { productId } = await host.call(catalog.createProduct, { ...key(), brandId, name: '大红袍', price, sale });

  const terms = { commissionBps: 1_500, afterSaleDays: 30 };
  const changed = await host.call(catalog.updateProduct, { productId, sale: terms });
  expect(changed.sale).toEqual({ ...terms, unitsInStock: 50 });
});

test.each([
  { unitsInStock: -1, commissionBps: 0, afterSaleDays: 7 },
  { unitsInStock: 1, commissionBps: 5_001, afterSaleDays: 7 },
  { unitsInStock: 1, commissionBps: 0, afterSaleDays: 6 },
  { unitsInStock: 1.5, commissionBps: 0, afterSaleDays: 7 },
])('a product is refused terms of sale beyond their bounds: %o', async (sale) => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const saving = host.call(catalog.createProduct, { ...key(), brandId, name: '大红袍', price, sale });
  await expect(saving).rejects.toMatchObject({ code: 'request.invalid' });
});

test('createProduct() answers a retry with the first one as it was, and refuses its key with another body', async () => {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const written = { ...key(), brandId, name: '大红袍', price };
  const made = await host.call(catalog.createProduct, written);
  await host.call(catalog.updateProduct, { productId: made.productId, name: '大红袍 50g' });

  expect(await host.call(catalog.createProduct, written)).toEqual(made);
  const other = host.call(catalog.createProduct, { ...written, name: '月光白' });
  await expect(other).rejects.toMatchObject({ code: 'request.key_reused' });
  expect((await host.call(catalog.listProducts, { brandId })).products).toMatchObject([{ name: '大红袍 50g' }]);
});
