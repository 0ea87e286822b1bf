import { type catalog, shares, shops } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { getMaterialSnapshot } from '../domains/catalog/get-material-snapshot.ts';
import { toPosterBase } from '../domains/shares/to-poster-base.ts';
import { sessionCookieName } from '../platform/session-cookie.ts';
import { givenSession } from '../testing/given.ts';
import { givenShelf, type Shelf } from '../testing/given-order.ts';
import { givenVariants } from '../testing/given-variants.ts';
import { createTestClient } from '../testing/test-client.ts';
import { useTestServer } from '../testing/test-server.ts';

const server = useTestServer();
let shelf: Shelf;
beforeEach(async () => {
  shelf = await givenShelf(server.db);
});

const give = (...units: readonly (number | null)[]) =>
  givenVariants(
    server.db,
    shelf.productId,
    units.map((unitsInStock, at) => ({ name: `${at + 1}00g`, priceMinor: (at + 1) * 8_800, unitsInStock })),
  );
async function visit(path: string, language = 'en') {
  const answer = await server.anonymous().fetch(path, { headers: { 'accept-language': language } });
  return (await answer.text()).replace(/<script.*?<\/script>/gs, '');
}
const radios = (page: string) => [...page.matchAll(/<input type="radio"[^>]*>/g)].map(([tag]) => tag);

test('her page shows the choice with its prices, the lowest above, and what is sold out cannot be chosen', async () => {
  const [first, second, third] = await give(3, 0, 2);
  const page = await visit(`/s/${shelf.code}`);

  expect(page).toContain('from ¥88');
  for (const said of ['100g', '200g', '300g', '¥88', '¥176', '¥264', 'Sold out']) expect(page).toContain(said);
  expect(radios(page)).toEqual([
    `<input type="radio" name="variant" value="${first}">`,
    `<input type="radio" name="variant" value="${second}" disabled>`,
    `<input type="radio" name="variant" value="${third}">`,
  ]);
  expect(await visit(`/s/${shelf.code}`, 'zh')).toContain('¥88 起');
});

test('the order form has chosen what was chosen before it, and the one that is left by itself', async () => {
  const [first, second] = await give(3, 2);
  const chosen = radios(await visit(`/s/${shelf.code}/order?variant=${second}`));
  expect(chosen).toEqual([
    `<input type="radio" name="choice" value="${first}.8800" required>`,
    `<input type="radio" name="choice" value="${second}.17600" checked required>`,
  ]);
  expect((await visit(`/s/${shelf.code}/order?variant=%3Cb%3E`)).includes('checked')).toBe(false);

  await server.db.updateTable('productVariants').set({ unitsInStock: 0 }).where('id', '=', first!).execute();
  expect(radios(await visit(`/s/${shelf.code}/order`))[1]).toContain('checked');
});

test('a product whose variants are all gone is sold out, and one whose variants keep no stock is not sold', async () => {
  await give(0, 0);
  const page = await visit(`/s/${shelf.code}`);
  expect(radios(page).every((tag) => tag.includes('disabled'))).toBe(true);
  expect(page).not.toContain('class="buy" type="submit">Buy');
  const form = await visit(`/s/${shelf.code}/order`);
  expect(form).toContain('This is sold out');
  expect(form).toContain(`href="/s/${shelf.code}#ask"`);
  expect(form).not.toContain('<form');

  await server.db.updateTable('productVariants').set({ unitsInStock: null }).execute();
  server.clock.advance(1_500); // A page is kept for a second.
  expect(radios(await visit(`/s/${shelf.code}`))).toEqual([]);
  expect(await visit(`/s/${shelf.code}/order`)).toContain('This is not on sale now');
});

test('her shop and her list of it say the lowest price, and what is left of all variants', async () => {
  await give(1, 1);
  const { token } = await givenSession(server.db, server.clock.now, {
    accountId: shelf.keeperId,
    role: 'shopkeeper',
    displayName: 'keeper',
  });
  const keeper = createTestClient(server.url, `${sessionCookieName(false)}=${token}`);
  const { items, url } = await keeper.call(shops.getMyShop, {});
  expect(items).toMatchObject([{ price: { amountMinor: 8_800 }, isFromPrice: true, unitsInStock: 2 }]);
  expect(await visit(new URL(url).pathname)).toContain('from ¥88');

  await server.db.updateTable('productVariants').set({ priceMinor: 8_800 }).execute();
  expect(await visit(new URL(url).pathname)).not.toContain('from ¥88');
  const { gains } = await keeper.call(shares.listSaleGains, { showId: shelf.showId });
  expect(gains).toMatchObject([{ isFrom: false }]);
});

test('what is dropped carries the variants that are offered, and its poster says the lowest price', async () => {
  const plain = await getMaterialSnapshot(server.db, shelf.brandId, shelf.materialId);
  expect(plain.product && Object.keys(plain.product)).not.toContain('variants');

  const [, second] = await give(1, 1);
  const { product } = await getMaterialSnapshot(server.db, shelf.brandId, shelf.materialId);
  expect(product).toMatchObject({
    isFromPrice: true,
    variants: [{ name: '100g' }, { name: '200g', variantId: second }],
  });
  expect(priceOn(product)).toBe('8800 起');
  expect(priceOn({ ...product!, isFromPrice: false })).toBe('8800');
});

const poster = { scanHint: '', invitation: '', isLive: '', isOver: '', noDate: '' };
const words = { adMark: '', price: '', fromPrice: (price: string) => `${price} 起`, afterSale: '', poster };
const scene = { title: '', state: 'live', startsAt: null, timeZone: 'Asia/Shanghai', brandName: '', brandStory: '' };
/** What a poster prints as the price; nothing else of a show matters to it. */
const priceOn = (product: catalog.Product | null) =>
  toPosterBase(
    { material: { title: '', text: '', product }, scene: scene as never, template: 'price', lang: 'zh' },
    { words, toPriceText: ({ amountMinor }) => String(amountMinor) },
  ).price?.text;
