import { randomInt } from 'node:crypto';
import { orders, type ShareId, shares } from '@shoal/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { asOwner } from '../../testing/as-owner.ts';
import { givenShelf, type Shelf, toBrowser, toForm } from '../../testing/given-order.ts';
import { CUSTOMERS_PHONE, openPage, tellVisit } from '../../testing/given-task.ts';
import { ordersOf } from '../../testing/orders-of.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { placeOrder } from '../orders/place-order.ts';
import type { VisitRecord } from './shares.table.ts';

const server = useTestServer();
const HISTORIES = 1_000;
const SEED = Number(process.env.ATTRIBUTION_SEED ?? randomInt(2 ** 31));
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const HALF_HOUR_MS = 30 * 60_000;
const consumer = { ip: '203.0.113.9', userAgent: CUSTOMERS_PHONE };

type Link = Shelf & { shopkeeperId: Shelf['keeperId']; recalledAt: number; isRehearsal: boolean };
type Hit = { id: string; device: number; link: Link; at: number; isRefused: boolean };
type History = {
  at: number;
  /** Which of the devices ordered; undefined when the cookie is lost. */
  orderedBy: number | undefined;
  placedOn: Link | undefined;
  carried: Link | undefined;
  hits: Hit[];
  devices: Buffer[];
};
type Answer = { shareId: ShareId; basis: orders.CreditBasis; visitId: string | null } | undefined;

/** Mulberry32: the same seed gives the same histories. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The rule, told as slowly as a person would: go through time, forget what does not count, remember who was last.
 * It shares nothing with what it judges.
 */
function askOracle({ at, carried, hits, orderedBy, placedOn }: History, brandId: string): Answer {
  if (placedOn) return { shareId: placedOn.shareId, basis: 'placed_on_link', visitId: null };
  let last: Hit | undefined;
  for (const hit of [...hits].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    if (orderedBy === undefined || hit.device !== orderedBy) continue; // Somebody else's, or nobody known.
    if (hit.at > at || hit.at < at - WEEK_MS) continue; // After the order, or too long before it.
    if (hit.isRefused || hit.link.isRehearsal || hit.link.brandId !== brandId) continue;
    if (hit.link.recalledAt <= hit.at) continue; // She saw the correction, nothing to buy.
    last = hit;
  }
  if (last) return { shareId: last.link.shareId, basis: 'last_click', visitId: last.id };
  const isGood = carried && !carried.isRehearsal && carried.brandId === brandId;
  return isGood ? { shareId: carried.shareId, basis: 'carried_link', visitId: null } : undefined;
}

/** Links of five shopkeepers: two were recalled, one is of a rehearsal, one of another brand. */
async function givenLinks(now: number): Promise<Link[]> {
  const first = await givenShelf(server.db, { unitsInStock: 5_000 });
  const links: Link[] = [
    { ...first, shopkeeperId: first.keeperId, recalledAt: Number.POSITIVE_INFINITY, isRehearsal: false },
  ];
  const show = { brandId: first.brandId };
  const more = [
    {},
    { recalledAt: now - 2 * DAY_MS },
    { recalledAt: now - 60_000 },
    { isRehearsal: true },
    { isElsewhere: true },
  ];
  for (const { isElsewhere = false, isRehearsal = false, recalledAt = Number.POSITIVE_INFINITY } of more) {
    const given = isElsewhere ? {} : { show: { ...show, row: { isRehearsal } } };
    const shelf = await givenShelf(server.db, { unitsInStock: 5_000, ...given });
    if (Number.isFinite(recalledAt)) await recallAt(shelf, new Date(recalledAt));
    links.push({ ...shelf, shopkeeperId: shelf.keeperId, recalledAt, isRehearsal });
  }
  return links;
}

async function recallAt({ showId }: Shelf, at: Date): Promise<void> {
  const entry = { showId, seq: 2, at, programmeMs: 0, kind: 'drop.recalled' as const, actorId: null };
  await server.db
    .insertInto('showLogEntries')
    .values({ ...entry, body: JSON.stringify({ dropSeq: 1 }) })
    .execute();
  await server.db.updateTable('drops').set({ recallSeq: 2 }).where('showId', '=', showId).execute();
}

/** Clicks lie on the borders of every rule more often than chance would have it. */
function makeHistory(links: readonly Link[], now: number, random: () => number): History {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T; // None of them is empty.
  const devices = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    Buffer.from(newId().replaceAll('-', ''), 'hex'),
  );
  const ages = [0, 1, 2_000, 60_000, DAY_MS, 2 * DAY_MS, 3 * DAY_MS, WEEK_MS - 1, WEEK_MS, WEEK_MS + 1, 8 * DAY_MS];
  const apart = [0, 0, 60_000, HALF_HOUR_MS - 1, HALF_HOUR_MS, HALF_HOUR_MS + 1]; // Again within a window, and after it.
  const firsts = Array.from({ length: Math.floor(random() * 9) }, (): Hit => {
    const link = pick(links);
    const border = [link.recalledAt - 1, link.recalledAt, link.recalledAt + 1];
    const isOnRecall = Number.isFinite(link.recalledAt) && random() < 0.5;
    const at = isOnRecall ? pick(border) : now - pick(ages) + (random() < 0.1 ? 1 : 0);
    const device = Math.floor(random() * devices.length);
    return { id: newId(), device, link, at, isRefused: random() < 0.25 };
  });
  const again = firsts.filter(() => random() < 0.4);
  const hits = [
    ...firsts,
    ...again.map((hit): Hit => ({ ...hit, id: newId(), at: hit.at + pick(apart), isRefused: random() < 0.25 })),
  ];
  const sold = links.filter((link) => !link.isRehearsal && link.recalledAt > now && link.brandId === links[0]?.brandId);
  return {
    at: now,
    devices,
    hits,
    orderedBy: random() < 0.2 ? undefined : Math.floor(random() * devices.length),
    placedOn: random() < 0.3 ? pick(sold) : undefined,
    carried: random() < 0.4 ? pick(links) : undefined,
  };
}

/** What is kept of a history: for each device and link, half an hour after a visit that counts another may. */
function toVisits({ devices, hits }: History): VisitRecord[] {
  const countedAt = new Map<string, number>();
  const inOrder = hits.toSorted((a, b) => a.at - b.at);
  return inOrder.map(({ at, device, id, isRefused, link }) => {
    const key = `${device} ${link.shareId}`;
    const isOpen = at - (countedAt.get(key) ?? Number.NEGATIVE_INFINITY) < HALF_HOUR_MS;
    const verdict = isRefused ? 'refused' : isOpen ? 'repeated' : 'counted';
    if (verdict === 'counted') countedAt.set(key, at);
    const reasons = isRefused ? ['own_device'] : [];
    return { id, shareId: link.shareId, visitorId: devices[device] ?? null, at: new Date(at), verdict, reasons };
  });
}

/** As the system decides it: by an order on the page, read back from what is kept, or by the rule for one from elsewhere. */
async function ask({ at, carried, devices, orderedBy, placedOn }: History, brandId: Shelf['brandId']): Promise<Answer> {
  const deps = { ...ordersOf(server), now: () => new Date(at) };
  const visitorId = orderedBy === undefined ? null : (devices[orderedBy] ?? null);
  if (!placedOn) {
    const order = { at: new Date(at), brandId, visitorId, ...(carried && { carried }) };
    const credit = await deps.attribute(server.db, order);
    return (
      credit && { shareId: credit.chosen.link.shareId, basis: credit.chosen.basis, visitId: credit.chosen.visitId }
    );
  }
  const { id, shopkeeperId } = await placeOrder(deps, placedOn.code, { ...toForm(), buyer: toBrowser(visitorId) });
  expect(shopkeeperId).toBe(placedOn.keeperId);
  return server.db
    .selectFrom('attributionCandidates')
    .select(['shareId', 'basis', 'visitId'])
    .where('orderId', '=', id)
    .where('verdict', '=', 'chosen')
    .executeTakeFirstOrThrow();
}

test(`${HISTORIES} random histories are credited as an oracle says, seed ${SEED}`, async () => {
  const random = createRandom(SEED);
  const now = server.clock.now().getTime();
  const links = await givenLinks(now);
  const brandId = links[0]?.brandId as Shelf['brandId']; // The first is there.
  const histories = Array.from({ length: HISTORIES }, () => makeHistory(links, now, random));
  const visits = histories.flatMap(toVisits);
  for (let at = 0; at < visits.length; at += 1_000)
    await server.db
      .insertInto('visits')
      .values(visits.slice(at, at + 1_000))
      .execute();

  const answers: Answer[] = [];
  for (let at = 0; at < histories.length; at += 50)
    answers.push(...(await Promise.all(histories.slice(at, at + 50).map((history) => ask(history, brandId)))));

  const expected = histories.map((history) => askOracle(history, brandId));
  expect(answers).toEqual(expected);
  const chosen = new Set(expected.map((answer) => answer?.visitId));
  const verdicts = Object.groupBy(
    visits.filter(({ id }) => chosen.has(id)),
    ({ verdict }) => verdict,
  );
  for (const verdict of ['counted', 'repeated'] as const)
    expect(verdicts[verdict]?.length, verdict).toBeGreaterThan(10);
  const bases = Object.groupBy(expected, (answer) => answer?.basis ?? 'nobody');
  for (const basis of ['placed_on_link', 'last_click', 'carried_link', 'nobody'])
    expect(bases[basis as 'nobody']?.length, basis).toBeGreaterThan(50);
});

test('an order says why it is credited as it is, to its brand’s crew alone, for ever', async () => {
  const [page, other] = [await givenShelf(server.db), await givenShelf(server.db)];
  const visitorId = Buffer.alloc(16, 7);
  const at = server.clock.now();
  const visit = { visitorId, at, reasons: [], verdict: 'counted' as const };
  await server.db
    .insertInto('visits')
    .values([
      { ...visit, id: newId(), shareId: page.shareId },
      { ...visit, id: newId(), shareId: other.shareId, at: new Date(at.getTime() - 1_000) },
    ])
    .execute();
  server.clock.advance(5_000);
  const { id: orderId } = await placeOrder(ordersOf(server), page.code, { ...toForm(), buyer: toBrowser(visitorId) });

  const host = await server.signIn('host', { brandIds: [page.brandId] });
  const { attribution } = await host.call(orders.getAttribution, { orderId });
  expect(attribution).toMatchObject({ rule: 'last_click_7d.1', basis: 'placed_on_link' });
  expect(attribution?.candidates.map(({ basis, verdict }) => `${basis} ${verdict}`)).toEqual([
    'placed_on_link chosen',
    'last_click earlier',
    'last_click other_brand',
  ]);
  for (const changing of [
    'delete from attributions',
    'delete from attribution_candidates',
    "update attributions set rule = 'mine'",
  ]) {
    await expect(sql.raw(changing).execute(server.db)).rejects.toThrow('permission denied');
    await expect(asOwner(server.databaseUrl, changing)).rejects.toThrow('append-only');
  }
});

test('a link that consumers pass on three times keeps its shopkeeper, and the order of the last is hers', async () => {
  const signedIn = await server.signIn('shopkeeper');
  const { code, shareId } = await givenShelf(server.db, { keeperId: signedIn.member.accountId });
  let path = `/s/${code}`;
  let cookie = '';
  for (let reshares = 0; reshares <= 3; reshares += 1) {
    const page = await openPage(server, path.replace('/s/', ''), consumer);
    server.clock.advance(3_000);
    await tellVisit(server, page, consumer);
    const html = await (await server.anonymous().fetch(path)).text();
    path = new URL(/property="og:url" content="([^"]+)"/.exec(html)?.[1] ?? '').pathname; // What a phone passes on.
    cookie = page.cookie;
  }
  const form = Object.entries(toForm()).map(([name, value]): [string, string] => [name, String(value)]);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie };
  const body = new URLSearchParams(form).toString();
  expect((await server.anonymous().fetch(`${path}/order`, { method: 'POST', headers, body })).status).toBe(303);

  const order = await server.db.selectFrom('orders').select(['shareId', 'shopkeeperId']).executeTakeFirstOrThrow();
  expect(order).toEqual({ shareId, shopkeeperId: signedIn.member.accountId });
  expect(await signedIn.call(shares.listShares, {})).toMatchObject({ visitorsTotal: 4 });
  const kept = await server.db
    .selectFrom('attributionCandidates')
    .select(['basis', 'verdict'])
    .orderBy('number')
    .execute();
  expect(kept).toEqual([
    { basis: 'placed_on_link', verdict: 'chosen' },
    { basis: 'last_click', verdict: 'earlier' },
  ]);
});

test.each([
  { minutes: 2, verdicts: ['counted', 'counted', 'repeated'] },
  { minutes: 31, verdicts: ['counted', 'counted', 'counted'] },
])(
  'who comes back to a first link after $minutes minutes buys elsewhere for it, by that hit',
  async ({ minutes, verdicts }) => {
    const first = await givenShelf(server.db);
    const second = await givenShelf(server.db, { show: { brandId: first.brandId } });
    let cookie = '';
    for (const { code } of [first, second, first]) {
      const page = await openPage(server, code, { ...consumer, cookie });
      cookie = page.cookie;
      server.clock.advance((minutes / 2) * 60_000);
      await tellVisit(server, page, consumer);
    }

    const hits = await server.db.selectFrom('visits').select(['id', 'verdict', 'visitorId']).orderBy('at').execute();
    expect(hits.map(({ verdict }) => verdict)).toEqual(verdicts);
    const { brandId } = first;
    const order = { at: server.clock.now(), brandId, visitorId: hits[0]?.visitorId ?? null };
    const credit = await ordersOf(server).attribute(server.db, order);
    expect(credit?.chosen).toMatchObject({
      link: { shareId: first.shareId },
      basis: 'last_click',
      visitId: hits[2]?.id,
    });
  },
);
