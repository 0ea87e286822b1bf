import { AppError, catalog, shares, shops } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { givenClaimCard } from '../../testing/given-claim-card.ts';
import { givenShelf, type Shelf } from '../../testing/given-order.ts';
import { givenFaq } from '../../testing/given-question.ts';
import { givenShare } from '../../testing/given-share.ts';
import { givenVariants } from '../../testing/given-variants.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { keepProven } from './keep-proven.ts';

const server = useTestServer();
const claim = '全国销量冠军。';
const DAY_MS = 86_400_000;

let keeper: SignedIn;
let shelf: Shelf;
beforeEach(async () => {
  keeper = await server.signIn('shopkeeper', { displayName: '梅花姐' });
  shelf = await givenShelf(server.db, { keeperId: keeper.member.accountId });
});

/** A material of the brand rests the claim on a card of the product. */
async function prove(isOfProduct = true): Promise<void> {
  const { brandId, materialId, productId } = shelf;
  const cardId = await givenClaimCard(server.db, { brandId, ...(isOfProduct && { productId }) });
  await server.db.insertInto('materialClaims').values({ materialId, brandId, sentence: claim, cardId }).execute();
}
const expire = () =>
  server.db
    .updateTable('claimCards')
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .execute();
const read = async (path: string) => (await server.anonymous().fetch(path)).text();
/** Puts words into the drop as it stands in the log. */
const sayInDrop = (path: string, text: string) =>
  server.db
    .updateTable('showLogEntries')
    .set((eb) => ({ body: eb.fn('jsonb_set', ['body', eb.val(`{material,${path}}`), eb.val(JSON.stringify(text))]) }))
    .where('showId', '=', shelf.showId)
    .execute();

test('keepProven() leaves out the sentences that no card carries at that moment, and nothing else', async () => {
  const { brandId, productId } = shelf;
  await prove();
  const text = `春茶到了！${claim}今晚见。\n\n月入过万不是梦。\n\n先到先得`;
  const keep = (now = new Date()) =>
    keepProven(
      server.db,
      [
        { field: 'faq.answer', text, about: { productId } },
        { field: 'brand.story', text, about: { brandId } },
        { field: 'shop.welcome', text: claim, about: null },
        { field: 'shop.note', text: 'Plain words,  as they are. ', about: { productId } },
      ],
      now,
    );

  const [ofProduct, ofBrand, ofNobody, plain] = await keep();
  expect(ofProduct).toBe(`春茶到了！${claim}今晚见。\n\n先到先得`); // An income is promised on no card.
  expect(ofBrand).toBe('春茶到了！今晚见。\n\n先到先得');
  expect([ofNobody, plain]).toEqual(['', 'Plain words,  as they are. ']);
  expect((await keep(new Date(Date.now() + 400 * DAY_MS)))[0]).toBe('春茶到了！今晚见。\n\n先到先得');
});

test('a link’s page says a claim while its card is valid, and stops when it runs out; the rest stays', async () => {
  const { code, productId } = shelf;
  await prove();
  await sayInDrop('title', claim);
  await sayInDrop('text', `${claim}今晚见`);
  await sayInDrop('product,summary', `${claim}春天采的。`);
  await givenFaq(server.db, productId);
  await server.db
    .updateTable('productFaqs')
    .set({ answer: `${claim}可以。` })
    .execute();
  const before = await read(`/s/${code}`);
  for (const text of [`${claim}今晚见`, `${claim}春天采的。`, `${claim}可以。`]) expect(before).toContain(text);

  await expire();
  server.clock.advance(2_000); // A page may be a second old.
  const after = await read(`/s/${code}`);
  expect(after).not.toContain('全国销量冠军');
  for (const text of ['今晚见', '春天采的。', '可以。', '大红袍 50g']) expect(after).toContain(text);
  expect(JSON.stringify(await server.anonymous().call(shares.getShop, { code }))).not.toContain('全国销量冠军');
});

test('the title of a show gives way to the brand’s name, and the order form names the brand where no name is left', async () => {
  const { brandId, code, productId, showId } = shelf;
  await prove(false);
  await server.db.updateTable('shows').set({ title: claim }).where('id', '=', showId).execute();
  await server.db.updateTable('products').set({ name: claim }).where('id', '=', productId).execute();
  const { name } = await server.db
    .selectFrom('brands')
    .select('name')
    .where('id', '=', brandId)
    .executeTakeFirstOrThrow();
  expect(await read(`/s/${code}`)).toContain(claim);
  expect(await read(`/s/${code}/order`)).toContain(claim);

  await server.db.updateTable('claimCards').set({ withdrawnAt: new Date() }).execute();
  server.clock.advance(2_000);
  const after = await read(`/s/${code}`);
  expect(after).not.toContain(claim);
  expect(after).toContain(`<h1 class="show-title">${name}</h1>`);
  const form = await read(`/s/${code}/order`);
  expect(form).not.toContain(claim);
  expect(form).toContain(name);
});

test('a variant whose name nothing proves any more is chosen by its place, on the page and in the form', async () => {
  const { code, productId } = shelf;
  await prove();
  const units = { priceMinor: 8_800, unitsInStock: 5 };
  await givenVariants(server.db, productId, [
    { name: '50g', ...units },
    { name: claim, ...units },
    { name: '100g', ...units },
  ]);
  const namesOn = async (path: string) =>
    [...(await read(path)).matchAll(/"choice-name">([^<]*)/g)].map(([, name]) => name);
  const paths = [`/s/${code}`, `/s/${code}/order`];
  for (const path of paths) expect(await namesOn(path)).toContain(claim);

  await expire();
  server.clock.advance(2_000);
  for (const path of paths) expect(await namesOn(path)).toEqual(['50g', '#2', '100g']);
});

test('her shop leaves out a note and the names that nothing proves any more; she herself still reads what she wrote', async () => {
  const { productId } = shelf;
  await prove();
  const items = [{ productId, note: `${claim}我家早上喝`, isHidden: false }];
  const { url } = await keeper.call(shops.arrangeShop, { welcome: '都是我喝过的', items });
  const path = new URL(url).pathname;
  expect(await read(path)).toContain(`${claim}我家早上喝`);
  expect(await keeper.call(shops.getMyShop, {})).toMatchObject({ unproven: [] });

  await expire();
  const after = await read(path);
  expect(after).not.toContain('全国销量冠军');
  for (const text of ['我家早上喝', '都是我喝过的']) expect(after).toContain(text);
  expect(await keeper.call(shops.getMyShop, {})).toMatchObject({
    items: [{ note: `${claim}我家早上喝` }],
    unproven: [claim],
  });
});

test('her poster is painted anew without the brand’s story, and her links name the sentences that she may not send', async () => {
  const other = await server.signIn('shopkeeper');
  const { code, materialId, showId } = await givenShare(server, other);
  const { brandId } = await server.db
    .selectFrom('materials')
    .select('brandId')
    .where('id', '=', materialId)
    .executeTakeFirstOrThrow();
  const cardId = await givenClaimCard(server.db, { brandId });
  await server.db.insertInto('materialClaims').values({ materialId, brandId, sentence: claim, cardId }).execute();
  await server.db.updateTable('brands').set({ story: claim }).where('id', '=', brandId).execute();
  await other.call(shares.keepWords, { materialId, tone: 'plain', words: `${claim}来喝茶` });
  const share = () => other.call(shares.createShare, { showId, materialId });
  const tagOf = async () => {
    const response = await server.anonymous().fetch(`/p/${code}-trust.jpg`);
    await response.arrayBuffer();
    return response.headers.get('etag');
  };
  const [proven, tag] = [await share(), await tagOf()];
  expect(proven.unproven).toEqual([]);

  await expire();
  const held = await share();
  expect(held.unproven).toEqual([claim]);
  expect(held.posterPath).not.toBe(proven.posterPath);
  const version = new URL(held.posterPath ?? '', held.url).searchParams.get('v');
  expect(await tagOf()).toContain(version); // Links and posters reckon the same words.
  expect(tag).not.toContain(version);
  const kept = await other.call(shares.keepWords, { materialId, tone: 'plain', words: claim }).catch((error) => error);
  expect(kept).toBeInstanceOf(AppError);
});

test('the crew is told what pages leave out of the words beside materials, whose it is, and why', async () => {
  const { brandId, productId, showId } = shelf;
  await prove();
  await keeper.call(shops.arrangeShop, {
    welcome: '',
    items: [{ productId, note: `早安。${claim}`, isHidden: false }],
  });
  await givenFaq(server.db, productId);
  await server.db.updateTable('productFaqs').set({ answer: claim }).execute();
  const host = await server.signIn('host', { brandIds: [brandId] });
  const list = async () => (await host.call(catalog.listWithheldWords, { brandId })).words;
  expect(await list()).toEqual([]);

  await server.db.updateTable('shows').set({ title: claim }).where('id', '=', showId).execute(); // The card is of a product.
  expect(await list()).toMatchObject([{ field: 'show.title', of: claim, marks: [{ reason: 'other_product' }] }]);
  await expire();
  const reason = 'card_expired';
  expect(await list()).toMatchObject([
    { field: 'show.title', marks: [{ reason }] },
    { field: 'faq.answer', of: '大红袍 50g', marks: [{ reason, sentence: claim }] },
    { field: 'shop.note', of: '梅花姐 · 大红袍 50g', marks: [{ reason, sentence: claim, start: 3 }] },
  ]);
});
