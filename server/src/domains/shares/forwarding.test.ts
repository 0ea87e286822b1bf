import { accounts, type GroupId, type ShareCode, type ShareId, type ShowId, shares } from '@shoal/contract';
import { beforeEach, expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShelf, type Shelf, toForm } from '../../testing/given-order.ts';
import { givenVariants } from '../../testing/given-variants.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { openVisitWindow } from './visits.store.ts';

const server = useTestServer();
const HOUR_MS = 3_600_000;

let keeper: SignedIn;
let shelf: Shelf;
beforeEach(async () => {
  keeper = await server.signIn('shopkeeper');
  shelf = await givenShelf(server.db, { keeperId: keeper.member.accountId });
});

const nameGroup = (name: string, members: number) => keeper.call(accounts.addGroup, { name, members });
const linkFor = (groupId?: GroupId) =>
  keeper.call(shares.createShare, {
    showId: shelf.showId,
    materialId: shelf.materialId,
    ...(groupId && { groupId }),
  });
const forward = (shareId: ShareId, grade: 'E0' | 'E1' = 'E1') => keeper.call(shares.recordEvidence, { shareId, grade });
const yields = async (who = keeper) => (await who.call(shares.listGroupYields, {})).groups;

async function buy(code: ShareCode, quantity = 1): Promise<void> {
  const fields = Object.entries(toForm({ quantity })).map(([name, value]): [string, string] => [name, String(value)]);
  const answer = await server.anonymous().fetch(`/s/${code}/order`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  expect(answer.status).toBe(303);
}

test('keepWords() keeps her tone and words once for a material, the last write standing, and forgets on request', async () => {
  const { materialId } = shelf;
  const keep = (tone: shares.WordsTone, words: string | null) =>
    keeper.call(shares.keepWords, { materialId, tone, words });
  await Promise.all([keep('warm', '暖胃'), keep('warm', '暖胃')]);
  expect((await keeper.call(shares.listKeptWords, {})).kept).toEqual([{ materialId, tone: 'warm', words: '暖胃' }]);

  await keep('short', '  今晚见 ');
  expect((await keeper.call(shares.listKeptWords, {})).kept).toEqual([{ materialId, tone: 'short', words: '今晚见' }]);

  expect(await keep('short', '')).toEqual({ materialId, tone: 'short', words: null });
});

test('keepWords() is for materials that she has a link to, and what she keeps is hers alone', async () => {
  const other = await server.signIn('shopkeeper');
  const kept = { materialId: shelf.materialId, tone: 'plain' as const, words: 'mine' };
  await keeper.call(shares.keepWords, kept);

  await expect(other.call(shares.keepWords, kept)).rejects.toMatchObject({ code: 'shares.not_found' });
  expect((await other.call(shares.listKeptWords, {})).kept).toEqual([]);
});

test('keepWords() refuses a sentence that nothing proves, marked, and keeps what was there', async () => {
  const { materialId } = shelf;
  const kept = { materialId, tone: 'plain' as const, words: '今晚见，我泡茶' };
  await keeper.call(shares.keepWords, kept);

  const claiming = keeper.call(shares.keepWords, { ...kept, words: '今晚见。转发三个群就返现十元！' });
  await expect(claiming).rejects.toMatchObject({ code: 'catalog.claim_unproven' });
  expect((await keeper.call(shares.listKeptWords, {})).kept).toEqual([kept]);
});

test('recordEvidence() counts saving, sharing and saying so within half an hour as one forward to the group', async () => {
  const { groupId } = await nameGroup('茶友群', 200);
  const { shareId } = await linkFor(groupId);
  await Promise.all([forward(shareId), forward(shareId), forward(shareId, 'E0')]);
  expect((await yields())[0]?.fedAt).toHaveLength(1);

  server.clock.advance(HOUR_MS);
  await forward(shareId);
  const [group] = await yields();
  expect(group?.fedAt).toHaveLength(2);
  expect(group?.last).toEqual({ title: '大红袍', at: group?.fedAt[0] });
});

test('a link without a group, and one of a rehearsal, feed no group', async () => {
  const { groupId } = await nameGroup('茶友群', 200);
  await forward((await linkFor()).shareId);
  const { shareId } = await linkFor(groupId);
  await server.db.updateTable('shares').set({ isRehearsal: true }).where('id', '=', shareId).execute();
  await forward(shareId);
  expect(await yields()).toMatchObject([{ fedAt: [], last: null, restUntil: null }]);
});

test('listGroupYields() advises rest for a group that was fed often, and none once it rested', async () => {
  const { groupId } = await nameGroup('茶友群', 200);
  const { shareId } = await linkFor(groupId);
  for (const _ of [1, 2, 3]) {
    await forward(shareId);
    server.clock.advance(HOUR_MS);
  }
  const [tired] = await yields();
  expect(tired?.restUntil).not.toBeNull();

  server.clock.advance(72 * HOUR_MS);
  expect(await yields()).toMatchObject([{ restUntil: null }]);
});

test('listGroupYields() names the group behind every one of twenty orders, and puts the best a member first', async () => {
  const named = [await nameGroup('邻居群', 400), await nameGroup('茶友群', 100), await nameGroup('同学群', 50)];
  const links = [await linkFor(), ...(await Promise.all(named.map(({ groupId }) => linkFor(groupId))))];
  await server.db.updateTable('products').set({ unitsInStock: 500 }).execute();
  const bought = [2, 6, 9, 3];
  for (const [at, { code }] of links.entries())
    for (let order = 0; order < (bought[at] ?? 0); order += 1) await buy(code);
  await server.db.updateTable('orders').set({ state: 'paid' }).execute();

  const told = (await yields()).map(({ name, orders, sales }) => [name, orders, sales[0]?.amountMinor]);
  expect(told).toEqual([
    ['茶友群', 9, 9 * 12_800],
    ['同学群', 3, 3 * 12_800],
    ['邻居群', 6, 6 * 12_800],
  ]);
});

test('listGroupYields() has a visitor who came twice by a link once, by her newest visit of 28 days', async () => {
  const { groupId } = await nameGroup('茶友群', 100);
  const { shareId } = await linkFor(groupId);
  const visit = (byte: number) =>
    openVisitWindow(server.db, {
      shareId,
      visitorId: Buffer.alloc(16, byte),
      at: server.clock.now(),
      windowMs: HOUR_MS / 2,
    });
  for (const byte of [1, 2]) await visit(byte);
  server.clock.advance(20 * 24 * HOUR_MS);
  await visit(1);
  keeper = await server.signInAgain(keeper);
  expect(await yields()).toMatchObject([{ visitors: 2 }]);

  server.clock.advance(9 * 24 * HOUR_MS);
  keeper = await server.signInAgain(keeper);
  expect(await yields()).toMatchObject([{ visitors: 1 }]);
});

test('listGroupYields() takes refunds off, leaves out what was not paid, and what is older than 28 days', async () => {
  const { groupId } = await nameGroup('茶友群', 100);
  const { code } = await linkFor(groupId);
  await buy(code, 3);
  await server.db.updateTable('orders').set({ state: 'received', refundedQuantity: 1 }).execute();
  await buy(code);
  expect(await yields()).toMatchObject([{ orders: 1, sales: [{ amountMinor: 25_600, currency: 'CNY' }] }]);

  const placedAt = new Date(Date.now() - 29 * 24 * HOUR_MS);
  await server.db.updateTable('orders').set({ placedAt }).execute();
  expect(await yields()).toMatchObject([{ orders: 0, sales: [], visitors: 0 }]);
});

test('listGroupYields() puts archived groups last, and shows nobody another’s', async () => {
  const { groupId } = await nameGroup('茶友群', 10);
  await buy((await linkFor(groupId)).code);
  await server.db.updateTable('orders').set({ state: 'paid' }).execute();
  await nameGroup('邻居群', 80);
  await keeper.call(accounts.archiveGroup, { groupId });

  expect(await yields()).toMatchObject([
    { name: '邻居群', isArchived: false },
    { name: '茶友群', isArchived: true, orders: 1 },
  ]);
  expect(await yields(await server.signIn('shopkeeper'))).toEqual([]);
});

test('listSaleGains() tells what one sale brings at the terms of now, for guests, of what is sold', async () => {
  const gains = (who = keeper, showId: ShowId = shelf.showId) => who.call(shares.listSaleGains, { showId });
  const perSale = { amountMinor: 1_920, currency: 'CNY' };
  expect(await gains()).toEqual({ gains: [{ productId: shelf.productId, perSale, isFrom: false, afterSaleDays: 7 }] });

  await server.db.updateTable('products').set({ commissionBps: 1_333, priceMinor: 9_990 }).execute();
  expect((await gains()).gains[0]?.perSale.amountMinor).toBe(1_331);
  await server.db.updateTable('products').set({ unitsInStock: null }).execute();
  expect(await gains()).toEqual({ gains: [] });
  const variants = [7_500, 9_990].map((priceMinor) => ({ name: `${priceMinor}`, priceMinor, unitsInStock: 1 }));
  await givenVariants(server.db, shelf.productId, variants);
  expect(await gains()).toMatchObject({ gains: [{ perSale: { amountMinor: 999 }, isFrom: true }] });
  const stranger = await server.signIn('shopkeeper');
  await expect(gains(stranger)).rejects.toMatchObject({ code: 'shows.not_found' });
  await expect(gains(keeper, newId())).rejects.toMatchObject({ code: 'shows.not_found' });
});
