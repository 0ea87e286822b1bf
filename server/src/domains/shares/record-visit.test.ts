import { shares } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShare } from '../../testing/given-share.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { openVisitWindow } from './visits.store.ts';

const server = useTestServer();

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50';

type Opened = { code: string; beacon: string; cookie: string };
type Sent = { headers?: Record<string, string>; visibleMs?: number; beacon?: string; code?: string; cookie?: string };

/** Opens the page as a browser does, with whatever cookies it has. */
async function open(code: string, cookie = ''): Promise<Opened> {
  const response = await fetch(`${server.url}/s/${code}`, { headers: { 'user-agent': PHONE, cookie } });
  const html = await response.text();
  const set = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const kept = cookie.includes('vid=') ? [cookie] : [cookie, ...set];
  const { beacon } = JSON.parse(/id="shop-data"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '{}');
  return { code, beacon, cookie: kept.filter(Boolean).join('; ') };
}

/** Stays for three seconds and says so. */
async function stay(page: Opened, { beacon, code, cookie, headers, visibleMs = 2_100 }: Sent = {}): Promise<number> {
  server.clock.advance(3_000);
  const response = await fetch(`${server.url}/api/shop/${code ?? page.code}/visits`, {
    method: 'POST',
    headers: {
      'user-agent': PHONE,
      'content-type': 'application/json',
      origin: server.url,
      cookie: cookie ?? page.cookie,
      ...headers,
    },
    body: JSON.stringify({ beacon: beacon ?? page.beacon, visibleMs }),
  });
  return response.status;
}

const verdicts = async () =>
  (await server.db.selectFrom('visits').select(['verdict', 'reasons']).orderBy('at').execute()).map(
    ({ reasons, verdict }) => [verdict, ...reasons].join(' '),
  );
const visitorsOf = async (keeper: SignedIn) => (await keeper.call(shares.listShares, {})).visitorsTotal;

test('recordVisit() counts a visitor once, tells her in her room, and takes it as evidence', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code, shareId } = await givenShare(server, keeper);
  const room = await keeper.connect();
  const told = room.waitFor(shares.visitArrived);
  const page = await open(code);

  const statuses = [await stay(page), await stay(page), await stay(await open(code, page.cookie))];

  expect(statuses).toEqual([200, 200, 200]);
  expect(await verdicts()).toEqual(['counted', 'repeated', 'repeated']);
  expect(await told).toMatchObject({ shareId, visitors: 1 });
  expect((await keeper.call(shares.listShares, {})).shares[0]).toMatchObject({ visitors: 1, evidence: 'E2' });
});

test('recordVisit() counts a visitor again half an hour after the visit that counted, and tells her of it', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code, shareId } = await givenShare(server, keeper);
  const room = await keeper.connect();
  const page = await open(code);
  for (const minutes of [0, 20, 20, 20]) {
    server.clock.advance(minutes * 60_000);
    await stay(page);
  }

  expect(await verdicts()).toEqual(['counted', 'repeated', 'counted', 'repeated']);
  expect(await room.waitFor(shares.visitArrived, ({ visits }) => visits === 2)).toMatchObject({ shareId, visitors: 1 });
  const list = await keeper.call(shares.listShares, {});
  expect(list).toMatchObject({
    visitorsTotal: 1,
    visitsTotal: 2,
    shares: [{ visitors: 1, visits: 2, evidence: 'E2' }],
  });
  const evidence = await server.db.selectFrom('shareEvidence').select(['grade', 'at']).execute();
  const [first] = await server.db.selectFrom('visits').select('at').orderBy('at').execute();
  expect(evidence).toEqual([{ grade: 'E2', at: first?.at }]);
});

test('recordVisit() counts one visit however many beacons come at once, in a first window and in a later one', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const page = await open(code);
  const stayAtOnce = () => Promise.all(Array.from({ length: 20 }, () => stay(page)));

  await stayAtOnce();
  server.clock.advance(31 * 60_000);
  await stayAtOnce();

  expect(await keeper.call(shares.listShares, {})).toMatchObject({ visitorsTotal: 1, visitsTotal: 2 });
  expect((await verdicts()).toSorted()).toEqual([
    ...Array.from({ length: 2 }, () => 'counted'),
    ...Array.from({ length: 38 }, () => 'repeated'),
  ]);
});

test('openVisitWindow() opens the next window when the last has lasted, to the millisecond, and none for what comes late', async () => {
  const { shareId } = await givenShare(server, await server.signIn('shopkeeper'));
  const windowMs = 30 * 60_000;
  const from = Date.parse('2026-11-27T08:00:00Z');
  const visitor = { shareId, windowMs, visitorId: Buffer.from(newId().replaceAll('-', ''), 'hex') };
  const openAt = (ms: number) => openVisitWindow(server.db, { ...visitor, at: new Date(from + ms) });

  const opened = [await openAt(0), await openAt(windowMs - 1), await openAt(windowMs), await openAt(-windowMs)];
  expect(opened).toEqual([1, undefined, 2, undefined]);
  const pressed = await Promise.all(Array.from({ length: 20 }, () => openAt(2 * windowMs)));
  expect(pressed.filter((visits) => visits !== undefined)).toEqual([3]);
});

test('recordVisit() counts each of two visitors, and one only once when she sends many at once', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const [first, second] = [await open(code), await open(code)];

  await Promise.all(Array.from({ length: 20 }, () => stay(first)));
  await stay(second);

  expect(await visitorsOf(keeper)).toBe(2);
});

test('recordVisit() never counts her own: not her session, and not her browser after she signed out', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);
  const own = await open(code, keeper.cookie);

  await stay(own);
  await stay(own, { cookie: own.cookie.replace(/sid=[^;]+;? ?/, '') });

  expect(await verdicts()).toEqual(['refused own_session own_device', 'refused own_device']);
});

test('recordVisit() does not count the crew, and does count another shopkeeper', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);

  for (const role of ['operator', 'host', 'shopkeeper'] as const) {
    await stay(await open(code, (await server.signIn(role)).cookie));
  }

  expect(await verdicts()).toEqual(['refused crew_session', 'refused crew_session', 'counted']);
});

test.each<[string, Sent, string]>([
  ['too short', { visibleMs: 1_900 }, 'too_short'],
  ['a forged beacon', { beacon: `${'z'.repeat(8)}.${'A'.repeat(43)}` }, 'beacon_forged'],
  ['no cookie', { cookie: '' }, 'no_visitor beacon_forged'],
  ['the cookie of another visitor', { cookie: `vid=${'B'.repeat(22)}` }, 'beacon_forged'],
  ['a prefetch', { headers: { 'sec-purpose': 'prefetch;prerender' } }, 'prefetch'],
  ['a crawler', { headers: { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' } }, 'robot'],
  ['a link preview', { headers: { 'user-agent': 'TelegramBot (like TwitterBot)' } }, 'robot'],
  ['a program', { headers: { 'user-agent': 'curl/8.5.0' } }, 'robot'],
])('recordVisit() answers alike and does not count %s', async (_name, sent, reasons) => {
  const keeper = await server.signIn('shopkeeper');
  const page = await open((await givenShare(server, keeper)).code);

  expect(await stay(page, sent)).toBe(200);
  expect(await verdicts()).toEqual([`refused ${reasons}`]);
});

test('recordVisit() takes a beacon for its own link only, for 12 hours, and not faster than time passes', async () => {
  const keeper = await server.signIn('shopkeeper');
  const [first, second] = [await givenShare(server, keeper), await givenShare(server, keeper)];
  const page = await open(first.code);
  await stay(page, { code: second.code });
  server.clock.advance(12 * 3_600_000);
  await stay(page);
  server.clock.advance(-12 * 3_600_000 - 60_000);
  await stay(page, { visibleMs: 60_000 });

  expect((await verdicts()).toSorted()).toEqual([
    'refused beacon_expired',
    'refused beacon_forged',
    'refused too_short',
  ]);
});

test('recordVisit() holds back who sends more than a person can', async () => {
  const keeper = await server.signIn('shopkeeper');
  const page = await open((await givenShare(server, keeper)).code);

  const statuses = await Promise.all(Array.from({ length: 70 }, () => stay(page)));

  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  expect(await visitorsOf(keeper)).toBe(1);
});

test('a HEAD or a GET of the page alone leaves no visit', async () => {
  const keeper = await server.signIn('shopkeeper');
  const { code } = await givenShare(server, keeper);

  await fetch(`${server.url}/s/${code}`, { method: 'HEAD', headers: { 'user-agent': PHONE } });
  await open(code);

  expect(await verdicts()).toEqual([]);
});
