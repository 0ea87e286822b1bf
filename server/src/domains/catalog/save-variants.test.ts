import { type BrandId, catalog, type ProductId, VariantId } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { givenShelf, toForm } from '../../testing/given-order.ts';
import { givenBrand } from '../../testing/given-show.ts';
import { readStock } from '../../testing/given-variants.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { placeOrder } from '../orders/place-order.ts';

const server = useTestServer();
const price = { amountMinor: 12_800, currency: 'CNY' as const };
const small = { name: '50g', priceMinor: 8_800, unitsInStock: 10 };
const large = { name: '100g', priceMinor: 15_800, unitsInStock: 3 };

let brandId: BrandId;
let host: TestClient;
beforeEach(async () => {
  brandId = await givenBrand(server.db);
  host = await server.signIn('host', { brandIds: [brandId] });
});

const make = (variants: catalog.VariantInput[] | object[] = [small, large]) =>
  host.call(catalog.createProduct, {
    brandId,
    price,
    name: '大红袍',
    idempotencyKey: crypto.randomUUID(),
    variants: variants as catalog.VariantInput[],
  });
const read = async (productId: ProductId) => {
  const { products } = await host.call(catalog.listProducts, { brandId });
  return products.find((product) => product.productId === productId);
};
const idsOf = ({ variants }: catalog.KeptProduct) => variants.map(({ variantId }) => variantId);

test('a product keeps its variants in order, costs what the lowest does, and has no stock of its own', async () => {
  const made = await make([large, small]);

  expect(await read(made.productId)).toMatchObject({
    price: { amountMinor: 8_800 },
    isFromPrice: true,
    sale: { unitsInStock: null },
    variants: [
      { name: '100g', price: { amountMinor: 15_800, currency: 'CNY' }, unitsInStock: 3, isActive: true },
      { name: '50g', unitsInStock: 10 },
    ],
  });
});

test('variants are renamed, moved, added and taken away; their ids stay, and so does the stock that is not sent', async () => {
  const made = await make();
  const [first, second] = idsOf(made);
  const variants = [
    { variantId: second, name: '100g 罐装', priceMinor: 16_800 },
    { name: '200g', priceMinor: 28_800, unitsInStock: 1 },
    { variantId: first, name: '50g', priceMinor: 8_800, unitsInStock: 20 },
  ] as catalog.VariantInput[];
  await host.call(catalog.updateProduct, { productId: made.productId, variants });

  const changed = await read(made.productId);
  expect(changed?.variants.map(({ name, unitsInStock }) => [name, unitsInStock])).toEqual([
    ['100g 罐装', 3],
    ['200g', 1],
    ['50g', 20],
  ]);
  expect(changed?.variants[0]?.variantId).toBe(second);
  await host.call(catalog.updateProduct, { productId: made.productId, variants: variants.slice(0, 1) });
  expect((await read(made.productId))?.variants).toHaveLength(1);
  expect((await read(made.productId))?.price.amountMinor).toBe(16_800);
});

test('what says nothing of variants leaves them; one that is switched off is not offered', async () => {
  const made = await make();
  await host.call(catalog.updateProduct, { productId: made.productId, name: '大红袍 2026' });
  expect((await read(made.productId))?.variants).toHaveLength(2);

  const [first, second] = idsOf(made);
  await host.call(catalog.updateProduct, {
    productId: made.productId,
    variants: [
      { variantId: first, name: '50g', priceMinor: 8_800, isActive: false },
      { variantId: second, name: '100g', priceMinor: 15_800 },
    ] as catalog.VariantInput[],
  });
  const changed = await read(made.productId);
  expect(changed).toMatchObject({ price: { amountMinor: 15_800 }, isFromPrice: false });
  expect(changed?.variants.map(({ isActive }) => isActive)).toEqual([false, true]);
});

test('a product without variants gets its stock and price back when all of them are gone', async () => {
  const made = await make();
  const sale = { unitsInStock: 7, commissionBps: 0, afterSaleDays: 7 };
  await host.call(catalog.updateProduct, { productId: made.productId, variants: [], price, sale });
  expect(await read(made.productId)).toMatchObject({ price, sale, variants: [] });
});

test('a variant that an order names is retired when it is removed, and keeps its row and its stock', async () => {
  const shelf = await givenShelf(server.db, { unitsInStock: 5 });
  const owner = await server.signIn('host', { brandIds: [shelf.brandId] });
  const save = (variants: object[]) =>
    owner.call(catalog.updateProduct, {
      productId: shelf.productId,
      variants: variants as catalog.VariantInput[],
    });
  const [bought, unsold] = idsOf(await save([small, large]));
  const form = { ...toForm({ seenPriceMinor: 8_800 }), ...(bought && { variantId: bought }) };
  await placeOrder(ordersOf(server), shelf.code, form);

  const { variants } = await save([{ name: '500g', priceMinor: 60_000, unitsInStock: 2 }]);

  expect(variants).toMatchObject([
    { name: '500g', isActive: true },
    { variantId: bought, name: '50g', isActive: false, unitsInStock: 9 },
  ]);
  expect(variants.some(({ variantId }) => variantId === unsold)).toBe(false);
  const { products } = await owner.call(catalog.listProducts, { brandId: shelf.brandId });
  expect(products[0]?.price.amountMinor).toBe(60_000);
  expect(await readStock(server.db, shelf.productId)).toEqual({ own: null, variants: [2, 9] });
});

test('stock of a product that offers variants is refused, and nothing of the request stays', async () => {
  const made = await make();
  const sale = { unitsInStock: 7, commissionBps: 100, afterSaleDays: 7 };
  const saving = host.call(catalog.updateProduct, { productId: made.productId, name: '新名', sale });
  await expect(saving).rejects.toMatchObject({ code: 'request.invalid' });
  expect(await read(made.productId)).toMatchObject({ name: '大红袍', sale: { commissionBps: 0 } });
});

test.each([
  ['two of one name', [small, { ...large, name: ' 50g ' }]],
  ['no name', [{ ...small, name: ' ' }]],
  ['a price below nothing', [{ ...small, priceMinor: -1 }]],
  ['half a unit', [{ ...small, unitsInStock: 0.5 }]],
  ['too many', Array.from({ length: 31 }, (_, at) => ({ ...small, name: `${at} g` }))],
])('variants with %s are refused', async (_what, variants) => {
  await expect(make(variants)).rejects.toMatchObject({ code: 'request.invalid' });
  expect((await host.call(catalog.listProducts, { brandId })).products).toEqual([]);
});

test('a variant of another product cannot be taken over, nor one of a brand that is not hers', async () => {
  const [mine, other] = [await make(), await make()];
  const stolen = { variantId: idsOf(other)[0], name: '50g', priceMinor: 1 };
  const take = (client: TestClient, variantId = stolen.variantId) =>
    client.call(catalog.updateProduct, {
      productId: mine.productId,
      variants: [{ ...stolen, variantId }] as catalog.VariantInput[],
    });
  await expect(take(host)).rejects.toMatchObject({ code: 'catalog.not_found' });
  const unknown = VariantId.parse(crypto.randomUUID());
  await expect(take(host, unknown)).rejects.toMatchObject({ code: 'catalog.not_found' });
  const stranger = await server.signIn('host', { brandIds: [await givenBrand(server.db)] });
  await expect(take(stranger)).rejects.toMatchObject({ code: 'catalog.not_found' });
  expect((await read(mine.productId))?.variants).toHaveLength(2);
});
