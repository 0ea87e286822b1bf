import { asks, catalog, drops, log, shares, shows, tasks } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenDrop } from './given-share.ts';
import { givenBrand, givenShow } from './given-show.ts';
import { type SignedIn, useTestServer } from './test-server.ts';
import type { TestSocket } from './test-socket.ts';
import { publish, useStage } from './use-stage.ts';
import { waitUntil } from './wait-until.ts';

const server = useTestServer();
const { join, openNode } = useStage(server);
const key = () => crypto.randomUUID() as never; // A key is any UUID.
const taskDraft = { targetForwards: 5, minutes: 5, points: 10, words: '一起转' };
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';

/** A scheduled show with a plan, its host, a guest of the show, and one who is asked to the rehearsal only. */
async function givenPlanned() {
  const brandId = await givenBrand(server.db);
  const host = await server.signIn('host', { brandIds: [brandId] });
  const guest = await server.signIn('shopkeeper');
  const friend = await server.signIn('shopkeeper');
  const plan = { brandId, hostId: host.member.accountId, state: 'scheduled' as const };
  const show = await givenShow(server.db, { ...plan, guestIds: [guest.member.accountId] });
  return { ...show, friend, guest, host };
}

/** Every answer with a number or a list that more than one show goes into. */
async function readNumbers(host: SignedIn, keepers: readonly SignedIn[]) {
  const operator = await server.signIn('operator');
  const ofKeepers = keepers.map(async (keeper) => ({
    links: await keeper.call(shares.listShares, {}),
    shows: (await keeper.call(shows.listShows, {})).shows,
    reminders: (await keeper.call(shows.listReminders, {})).reminders,
    badges: (await keeper.call(asks.listMyBadges, {})).badges,
  }));
  return {
    keepers: await Promise.all(ofKeepers),
    host: (await host.call(shows.listShows, {})).shows,
    operator: (await operator.call(shows.listShows, {})).shows,
    // Weeks since her first show decide her league.
    firstShows: await server.db.selectFrom('leagueMembers').select(['shopkeeperId', 'firstShowAt']).execute(),
  };
}

test('rehearseShow() copies the plan, lets the chosen in and nobody else, and says what it is', async () => {
  const { friend, guest, host, showId } = await givenPlanned();

  const made = await host.call(shows.rehearseShow, { showId, guestIds: [friend.member.accountId] });

  const original = await host.call(shows.getShow, { showId });
  const toPlan = ({ segments }: shows.Show) => segments.map(({ segmentId: _, ...segment }) => segment);
  expect(made).toMatchObject({ isRehearsal: true, rehearsalOf: showId, state: 'scheduled', title: original.title });
  expect(toPlan(made)).toEqual(toPlan(original));
  expect(made.segments[0]?.segmentId).not.toBe(original.segments[0]?.segmentId);
  expect(original).toMatchObject({ isRehearsal: false, rehearsalId: made.showId, guestCount: 1 });
  expect((await friend.call(shows.listShows, {})).shows).toMatchObject([{ showId: made.showId, isRehearsal: true }]);
  expect(await friend.call(shows.getRoom, { showId: made.showId })).toMatchObject({ isRehearsal: true });
  await expect(guest.call(shows.getRoom, { showId: made.showId })).rejects.toMatchObject({ code: 'shows.not_found' });
  await expect(friend.call(shows.getRoom, { showId })).rejects.toMatchObject({ code: 'shows.not_found' });
});

test('rehearseShow() pressed ten times at once makes one rehearsal, with everybody who was asked', async () => {
  const { friend, guest, host, showId } = await givenPlanned();
  const press = (who: SignedIn) => host.call(shows.rehearseShow, { showId, guestIds: [who.member.accountId] });

  const made = await Promise.all(Array.from({ length: 10 }, (_, at) => press(at % 2 ? friend : guest)));

  expect(new Set(made.map((show) => show.showId)).size).toBe(1);
  const [first] = made;
  if (!first) throw new Error('nothing was made');
  expect((await host.call(shows.getShow, { showId: first.showId })).guestCount).toBe(2);
});

test('rehearseShow() is for a show that is to come, and for no rehearsal', async () => {
  const { host, showId } = await givenPlanned();
  const { showId: rehearsalId } = await host.call(shows.rehearseShow, { showId, guestIds: [] });
  const again = host.call(shows.rehearseShow, { showId: rehearsalId, guestIds: [] });
  await expect(again).rejects.toMatchObject({ code: 'shows.wrong_state' });

  await host.call(shows.cancelShow, { showId });
  const late = host.call(shows.rehearseShow, { showId, guestIds: [] });
  await expect(late).rejects.toMatchObject({ code: 'shows.wrong_state' });
});

test('a rehearsal that ran through everything leaves every number that spans shows as it was', async () => {
  const { friend, host, materialId, showId } = await givenPlanned();
  await givenPreparedQuiz(host, showId);
  await host.call(tasks.prepareTask, {
    showId,
    idempotencyKey: key(),
    draft: { ...taskDraft, materialId, segmentId: null },
  });
  const { hostId: _, ...earlier } = await givenDrop(server, friend);
  const link = await friend.call(shares.createShare, earlier);
  await visit(link.code);
  const before = await readNumbers(host, [friend]);

  const rehearsal = await host.call(shows.rehearseShow, { showId, guestIds: [friend.member.accountId] });
  const { answered, rehearsed } = await runThrough({ host, friend, showId: rehearsal.showId, materialId });

  expect(rehearsed).toMatchObject({ evidence: 'E1', visitors: 0 });
  expect(answered).toEqual({ outcome: 'counted', option: 1 });
  expect((await host.call(tasks.listTasks, { showId: rehearsal.showId })).tasks).toMatchObject([taskDraft]);
  expect(await readNumbers(host, [friend])).toEqual(before);
});

type Run = { host: SignedIn; friend: SignedIn; showId: shows.Show['showId']; materialId: never | string };

/** Live, a drop, its receipts, a link, its visitor, the prepared quiz answered all right, the end. */
async function runThrough({ friend, host, materialId, showId }: Run) {
  const node = await openNode();
  const studio = await join(host, { showId, door: 'studio' });
  const room = await join(friend, { showId, door: 'room' });
  await publish(node, showId, studio);
  await studio.socket.send(shows.goLive, { showId, idempotencyKey: key() });
  const { seq } = await studio.socket.send(drops.publishDrop, {
    showId,
    materialId: materialId as never, // An id of this world.
    idempotencyKey: key(),
  });
  const { epoch } = room.welcome.log;
  await room.socket.send(drops.reportReceipts, { showId, epoch, appliedSeq: seq, seen: [seq], saved: [seq] });
  const { code, shareId } = await friend.call(shares.createShare, { showId, materialId: materialId as never });
  await friend.call(shares.recordEvidence, { shareId, grade: 'E1' });
  await visit(code);
  const [rehearsed] = (await friend.call(shares.listShares, { showId })).shares;
  const answered = await answerQuiz({ host, showId, studio: studio.socket, room: room.socket });
  await studio.socket.send(shows.endShow, { showId, idempotencyKey: key() });
  return { answered, rehearsed };
}

/** A quiz about a product, waiting in the run of show. */
async function givenPreparedQuiz(host: SignedIn, showId: shows.Show['showId']): Promise<void> {
  const { brand } = await host.call(shows.getShow, { showId });
  const price = { amountMinor: 12_800, currency: 'CNY' } as const;
  const { productId } = await host.call(catalog.createProduct, {
    idempotencyKey: crypto.randomUUID(),
    brandId: brand.brandId,
    name: 'Oolong',
    price,
  });
  const questions = [{ text: 'How long?', options: ['1 min', '3 min'], rightOption: 1 }];
  await host.call(asks.putPreparedAsk, {
    showId,
    preparedAskId: crypto.randomUUID(),
    segmentId: null,
    draft: { kind: 'quiz', productId, openSeconds: 60, questions },
  });
}

type Quizzed = { host: SignedIn; showId: shows.Show['showId']; studio: TestSocket; room: TestSocket };
async function answerQuiz({ host, room, showId, studio }: Quizzed) {
  const [prepared] = (await host.call(asks.listAsks, { showId })).prepared;
  const ask = { from: 'prepared' as const, preparedAskId: prepared?.preparedAskId ?? '' };
  const { askId } = await studio.send(asks.openAsk, { showId, idempotencyKey: key(), ask });
  await room.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'ask.opened');
  server.clock.advance(5_000);
  const answeredAt = server.clock.now().toISOString();
  const given = { showId, askId, question: 0, option: 1, idempotencyKey: key(), answeredAt, tookMs: 5_000 };
  const answered = await room.send(asks.answerAsk, given);
  await studio.send(asks.closeAsk, { showId, askId, idempotencyKey: key() });
  return answered;
}

/** Opens a link as a stranger's phone does, stays three seconds and says so. */
async function visit(code: string): Promise<string> {
  const page = await fetch(`${server.url}/s/${code}`, { headers: { 'user-agent': PHONE } });
  const html = await page.text();
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
  // A page without a beacon sends a made-up one: nothing of it may be kept either.
  const { beacon = 'made-up-and-never-signed' } = JSON.parse(
    /id="shop-data"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '{}',
  );
  server.clock.advance(3_000);
  const said = await fetch(`${server.url}/api/shop/${code}/visits`, {
    method: 'POST',
    headers: { 'user-agent': PHONE, 'content-type': 'application/json', origin: server.url, cookie },
    body: JSON.stringify({ beacon, visibleMs: 2_100 }),
  });
  expect(said.status).toBe(200);
  return html;
}

test('a link of a rehearsal opens a page that says so, sells nothing and notes nobody', async () => {
  const friend = await server.signIn('shopkeeper');
  const { hostId: _, ...given } = await givenDrop(server, friend, { show: { row: { isRehearsal: true } } });
  const { code } = await friend.call(shares.createShare, given);

  const html = await visit(code);

  expect(html).toContain('这是一次排练');
  expect(html).not.toContain('大红袍');
  expect(await server.db.selectFrom('visits').select('id').execute()).toEqual([]);
});

test('the late end of a rehearsal leaves the show that began meanwhile as it is', async () => {
  const { friend, host, showId } = await givenPlanned();
  const { showId: rehearsalId } = await host.call(shows.rehearseShow, { showId, guestIds: [friend.member.accountId] });
  await server.db
    .updateTable('shows')
    .set({ state: 'live', wentLiveAt: new Date() })
    .where('id', '=', rehearsalId)
    .execute();
  const studio = await join(host, { showId: rehearsalId, door: 'studio' });
  await studio.socket.send(shows.endShow, { showId: rehearsalId, idempotencyKey: key() });
  await server.db
    .updateTable('shows')
    .set({ state: 'live', wentLiveAt: new Date() })
    .where('id', '=', showId)
    .execute();

  await waitUntil(async () => (await host.call(shows.getShow, { showId: rehearsalId })).state === 'ended', 'not ended');

  expect(await host.call(shows.getShow, { showId })).toMatchObject({ state: 'live', rehearsalId: null });
  expect((await friend.call(shows.listShows, {})).shows).toEqual([]);
});
