import { accounts, shares, shops } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenDrop, givenShare, recallDrop } from '../../testing/given-share.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { newShopAddress, readShopAddress } from './new-shop-address.ts';

const server = useTestServer();

const openPage = async (path: string) => {
  const response = await server.anonymous().fetch(path);
  return { response, page: await response.text() };
};
const pathOf = (url: string) => new URL(url).pathname;

test('getMyShop() gives her shop one address for good, and nobody else the same', async () => {
  const [keeper, other] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];

  const looks = await Promise.all([1, 2, 3].map(() => keeper.call(shops.getMyShop, {})));

  expect(new Set(looks.map(({ url }) => url)).size).toBe(1);
  expect((await other.call(shops.getMyShop, {})).url).not.toBe(looks[0]?.url);
});

test('her shop holds what she has links for, and what she could take in; taking it in is making a link', async () => {
  const keeper = await server.signIn('shopkeeper');
  await givenShare(server, keeper, { words: { productName: '大红袍' } });
  const dropped = await givenDrop(server, keeper, { words: { productName: '肉桂' } });

  const before = await keeper.call(shops.getMyShop, {});
  await keeper.call(shares.createShare, { showId: dropped.showId, materialId: dropped.materialId });
  const after = await keeper.call(shops.getMyShop, {});

  expect(before.items.map(({ name }) => name)).toEqual(['大红袍']);
  expect(before.candidates).toMatchObject([{ name: '肉桂', materialId: dropped.materialId }]);
  expect(after.items.map(({ name }) => name)).toEqual(['肉桂', '大红袍']);
  expect(after.candidates).toEqual([]);
});

test('arrangeShop() keeps order, notes and what is hidden; sent again it changes nothing', async () => {
  const keeper = await server.signIn('shopkeeper', { displayName: '梅花姐' });
  await givenShare(server, keeper, { words: { productName: '大红袍' } });
  await givenShare(server, keeper, { words: { productName: '肉桂' } });
  const { items, url } = await keeper.call(shops.getMyShop, {});
  const [first, second] = items.map(({ productId }) => productId);
  const arrangement = {
    welcome: '都是我自己喝过的',
    items: [
      { productId: second!, note: '早上喝', isHidden: false },
      { productId: first!, note: '', isHidden: true },
    ],
  };

  const arranged = await keeper.call(shops.arrangeShop, arrangement);
  const again = await keeper.call(shops.arrangeShop, arrangement);
  const { page } = await openPage(pathOf(url));

  expect(again).toEqual(arranged);
  expect(arranged.items.map(({ name, note }) => [name, note])).toEqual([
    ['大红袍', '早上喝'],
    ['肉桂', ''],
  ]);
  for (const said of ['梅花姐 的小店', '都是我自己喝过的', '大红袍', '早上喝']) expect(page).toContain(said);
  expect(page).not.toContain('肉桂');
});

test('arrangeShop() leaves out what she has no link for, and two phones at once never mix', async () => {
  const [keeper, other] = [await server.signIn('shopkeeper'), await server.signIn('shopkeeper')];
  await givenShare(server, keeper);
  await givenShare(server, other);
  const own = (await keeper.call(shops.getMyShop, {})).items[0]!.productId;
  const foreign = (await other.call(shops.getMyShop, {})).items[0]!.productId;
  const noted = (note: string) => [own, foreign].map((productId) => ({ productId, note, isHidden: false }));

  const answers = await Promise.all(
    ['早', '午', '晚'].map((word) => keeper.call(shops.arrangeShop, { welcome: word, items: noted(word) })),
  );
  const last = await keeper.call(shops.getMyShop, {});

  for (const { items, welcome } of [...answers, last]) expect(items).toMatchObject([{ productId: own, note: welcome }]);
});

test('a link for a group is never what the shop sends its visitors through: it makes a plain one, once', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { materialId, showId } = await givenDrop(server, keeper);
  const { groupId } = await keeper.call(accounts.addGroup, { name: '茶友', members: 100 });
  const ofGroup = await keeper.call(shares.createShare, { showId, materialId, groupId });
  const { url } = await keeper.call(shops.getMyShop, {});
  const { page } = await openPage(pathOf(url));
  const path = `${pathOf(url)}/m/${showId}/${materialId}`;

  const taps = await Promise.all([1, 2, 3].map(() => openPage(path)));
  const all = (await keeper.call(shares.listShares, {})).shares;

  expect(page).toContain(`href="${path}"`);
  expect(page).not.toContain(ofGroup.code);
  expect(new Set(taps.map(({ response }) => response.headers.get('location'))).size).toBe(1);
  expect(all.map(({ groupId: of }) => of)).toEqual([null, groupId]);
  expect((await openPage(pathOf(url))).page).toContain(`href="/s/${all[0]!.code}"`);
});

test('from one of her pages a visitor goes on to another material of that show by her link', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code, materialId, showId } = await givenShare(server, keeper);

  const found = await openPage(`/s/${code}/m/${materialId}`);
  await recallDrop(server.db, showId);
  const recalled = await openPage(`/s/${code}/m/${materialId}`);

  expect(found.response.status).toBe(303);
  expect(found.response.headers.get('location')).toBe(`/s/${code}`);
  expect(recalled.response.status).toBe(404);
});

test('addresses that nobody has, of whatever shape, are answered alike; who tries many is stopped', async () => {
  const bare = ({ page }: { page: string }) => page.replaceAll(/nonce="[^"]+"/g, '');
  const [unknown, malformed, foreignWay] = [
    await openPage('/f/2222222222'),
    await openPage('/f/%00'),
    await openPage(`/f/2222222222/m/${crypto.randomUUID()}/x`),
  ];
  const tries = await Promise.all(Array.from({ length: 70 }, () => openPage('/f/3333333333')));

  expect([unknown, malformed, foreignWay].map(({ response }) => response.status)).toEqual([404, 404, 404]);
  expect(new Set([unknown, malformed, foreignWay].map(bare)).size).toBe(1);
  expect(tries.filter(({ response }) => response.status === 429).length).toBeGreaterThan(5);
});

test('a shop shows what is on air and what comes next, and a recalled product nowhere', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code, showId } = await givenShare(server, keeper, {
    words: { showTitle: '开箱之夜', productName: '大红袍' },
  });
  const { url } = await keeper.call(shops.getMyShop, {});

  const before = (await openPage(pathOf(url))).page;
  await recallDrop(server.db, showId);
  const after = (await openPage(pathOf(url))).page;

  expect(before).toContain('正在直播');
  expect(before).toContain('开箱之夜');
  expect(before).toContain(`property="og:url" content="${url}"`);
  expect(before).not.toContain('<script');
  expect(after).not.toContain('大红袍');
  expect((await openPage(`/s/${code}`)).page).toContain(`href="${pathOf(url)}"`);
});

test('setLook() colours every page, and refuses a colour that cannot be read', async () => {
  const [operator, keeper] = [await server.signIn('operator'), await server.signIn('shopkeeper')];
  const { code } = await givenShare(server, keeper);
  const look = { name: '山野会员店', accent: '#8A1C1C', bannerPictureId: null };

  const pale = operator.call(shops.setLook, { ...look, accent: '#ffcc00' });
  await expect(pale).rejects.toMatchObject({ code: 'shops.low_contrast' });
  expect(await operator.call(shops.setLook, look)).toMatchObject({ accent: '#8a1c1c', name: '山野会员店' });
  server.clock.advance(1_500);

  const { page } = await openPage(`/s/${code}`);
  expect(page).toContain('--teal:#8a1c1c');
  expect(page).toContain('content="山野会员店"');
});

test('readShopAddress() reads what newShopAddress() makes, also in capitals, and nothing else', () => {
  for (let at = 0; at < 200; at += 1) {
    const address = newShopAddress();
    expect(readShopAddress(address.toUpperCase())).toBe(address);
  }
  expect(['', 'abc', '0123456789', 'ioioioioio', 'aaaaaaaaaaa'].map(readShopAddress)).toEqual(Array(5).fill(undefined));
});
