import { wordsOf } from '@shoal/contract/words';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { toForm } from '../testing/given-order.ts';
import { givenShare, recallDrop } from '../testing/given-share.ts';
import { useTestServer } from '../testing/test-server.ts';
import { toAssets } from './asset-manifest.ts';
import { chooseLocale } from './choose-locale.ts';
import { html, jsonIn } from './html.ts';

const server = useTestServer();

const visit = async (code: string, headers: Record<string, string> = {}) => {
  const response = await server.anonymous().fetch(`/s/${code}`, { headers });
  return { response, page: await response.text() };
};

test('the page says who recommends what, for how much, and that visits are counted, without any script', async () => {
  const keeper = await server.signIn('shopkeeper', { displayName: '梅花姐' });
  const { code } = await givenShare(server, keeper);

  const { page, response } = await visit(code);
  const words = page.replace(/<script.*?<\/script>/gs, '');

  expect(response.headers.get('cache-control')).toBe('private, no-store');
  for (const said of ['梅花姐 推荐给你', '大红袍 50g', '¥128', '七天可退', '打开本页会记一次访问', '直播中']) {
    expect(words).toContain(said);
  }
  expect(words).toContain(`property="og:url" content="http://shoal.test/s/${code}"`);
});

test('the page speaks the language that the browser asks for', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);

  expect((await visit(code, { 'accept-language': 'en-GB,en;q=0.9' })).page).toContain('After the sale');
  expect(chooseLocale('fr, en;q=0.5, zh;q=0.9')).toBe('zh');
  expect(chooseLocale(undefined)).toBe('zh');
});

test('names and texts are words, whatever they hold', async () => {
  const payload = `</title></script><script>alert(1)</script><img src=x onerror=alert(2)>"'&`;
  const keeper = await server.signIn('shopkeeper', { displayName: payload });
  const words = { title: payload, text: payload, productName: payload, showTitle: payload };
  const { code } = await givenShare(server, keeper, { words });

  const { page } = await visit(code);

  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('<img src=x');
  expect(page.match(/<\/script>/g)?.length).toBe(page.match(/<script/g)?.length);
});

test('every script of the page carries the answer’s own nonce, and the policy allows no other', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { page, response } = await visit((await givenShare(server, keeper)).code);

  const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
  expect(nonce).toBeDefined();
  for (const [tag] of page.matchAll(/<script[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
  expect(response.headers.get('referrer-policy')).toBe('same-origin');
});

test.each([
  ['scheduled', '即将开播'],
  ['postponed', '时间还没定'],
  ['live', '直播中'],
  ['ended', '已结束'],
  ['cancelled', '已取消'],
] as const)('a %s show says so', async (state, said) => {
  const keeper = await server.signIn('shopkeeper');
  const { code, showId } = await givenShare(server, keeper);
  await server.db
    .updateTable('shows')
    .set({ state, ...(state === 'ended' && { endedAt: new Date() }) })
    .where('id', '=', showId)
    .execute();
  server.clock.advance(1_500);

  expect((await visit(code)).page).toContain(said);
});

test('a recalled material shows the correction and neither product nor price', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code, showId } = await givenShare(server, keeper);
  await recallDrop(server.db, showId);

  const { page, response } = await visit(code);

  expect(response.status).toBe(200);
  expect(page).toContain('这份内容已更正');
  expect(page).not.toContain('¥128');
  expect(page).not.toContain('大红袍');
});

test('the order form shows what is bought, in its place before the picture is there', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  await server.db.updateTable('products').set({ unitsInStock: 5 }).execute();
  const picture = /<img class="[^"]+" src="(\/pictures\/[^"]+)" alt="" width="(\d+)" height="\2"/;

  const [, path = ''] = picture.exec((await visit(`${code}/order`)).page) ?? [];
  const [, shown] = picture.exec((await visit(code)).page) ?? [];

  expect(path).toBe(shown); // A buyer who comes from the page has it already.
  expect((await server.anonymous().fetch(path)).headers.get('content-type')).toContain('image/');
  await server.db.updateTable('products').set({ pictureId: null }).execute();
  expect((await visit(`${code}/order`)).page).not.toContain('<img');
});

test('unknown and malformed codes get the same friendly 404, and no cookie', async () => {
  const unknown = await visit('00000000000000');
  const malformed = await visit('x');

  const bare = (page: string) => page.replaceAll(/nonce="[^"]+"/g, '');
  expect([unknown.response.status, malformed.response.status]).toEqual([404, 404]);
  expect(bare(malformed.page)).toBe(bare(unknown.page));
  expect(unknown.page).toContain('没有找到这个页面');
  expect(unknown.response.headers.getSetCookie()).toEqual([]);
});

test.each([
  ['/s', 'This page was not found', 'ask whoever sent it'],
  ['/s/00000000000000', 'This page was not found', '14 letters and digits'],
  ['/s/00000000000000/and-more', 'This page was not found', 'ask whoever sent it'],
  ['/s/x/order', 'This page was not found', 'ask whoever sent it'],
  ['/s/00000000000000%E4%BB%8', 'This page was not found', 'ask whoever sent it'],
  ['/s/00000000000000%/order', 'This page was not found', 'ask whoever sent it'],
  ['/f/nobody', 'There is no such shop', 'ask the shopkeeper'],
  ['/f/%E0%A4%A', 'There is no such shop', 'ask the shopkeeper'],
  ['/f', 'There is no such shop', 'ask the shopkeeper'],
  ['/o/01900000-0000-7000-8000-000000000000/cut', 'There is no such order', 'right after you placed it'],
  ['/o/01900000-0000-7000-8000-000000000000', 'There is no such order', 'the merchant finds the order'],
  ['/q/01900000', 'There is no such question', 'the phone you asked from'],
])('%s leads nowhere, says so and what to do', async (path, title, step) => {
  const answer = await server.anonymous().fetch(path, { headers: { 'accept-language': 'en' } });
  const page = await answer.text();

  expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'private, no-store']);
  expect(page).toContain(`<h1>${title}</h1>`);
  expect(page).toContain(step);
});

test('html`` escapes text and keeps markup; jsonIn() ends no script', () => {
  expect(html`<p title="${'"<'}">${'a & b'}${html`<b>${1}</b>`}${null}</p>`.markup).toBe(
    '<p title="&quot;&lt;">a &amp; b<b>1</b></p>',
  );
  expect(jsonIn({ a: '</script>\u2028' }).markup).toBe('{"a":"\\u003c/script\\u003e\\u2028"}');
});

test('toAssets() finds the script, its styles and what it shares; nothing when there is no such entry', () => {
  const manifest = {
    '_shared.js': { file: 'assets/shared.js', css: ['assets/shared.css'] },
    'src/shop/main.tsx': { file: 'assets/shop.js', imports: ['_shared.js'], css: ['assets/shop.css'], isEntry: true },
  };

  expect(toAssets(JSON.stringify(manifest))).toEqual({
    script: '/assets/shop.js',
    styles: ['/assets/shared.css', '/assets/shop.css'],
    preloads: ['/assets/shared.js'],
  });
  expect(toAssets('{}')).toEqual({ script: undefined, styles: [], preloads: [] });
});

test('while the database does not answer she reads that, and of a form that it counts once', async () => {
  const { code } = await givenShare(server, await server.signIn('shopkeeper'));
  const ask = (init: RequestInit) => server.anonymous().fetch(`/s/${code}/order`, { redirect: 'manual', ...init });
  const form = {
    method: 'POST',
    headers: { origin: 'http://shoal.test', 'accept-language': 'en' },
    body: new URLSearchParams({ ...toForm(), quantity: '1', seenPriceMinor: '12800' }),
  };
  const [shown, sent, forPrograms] = await server.db.transaction().execute(async (tx) => {
    await sql`lock table shares in access exclusive mode`.execute(tx);
    return Promise.all([ask({}), ask(form), ask({ headers: { accept: 'application/json' } })]);
  });

  expect([shown.status, sent.status, forPrograms.status]).toEqual([503, 503, 503]);
  expect(shown.headers.get('retry-after')).toBe('1');
  expect(await shown.text()).toContain(wordsOf('zh').shop.failedTitle);
  expect(await sent.text()).toContain(wordsOf('en').shop.failedForm);
  expect(await forPrograms.json()).toMatchObject({ error: { code: 'server.unavailable' } });
});
