import { asks, type CommandRequest, log, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const key = () => crypto.randomUUID() as string;

const quiz: asks.AskDraft & { kind: 'quiz' } = {
  kind: 'quiz',
  productId: null,
  openSeconds: 30,
  questions: [
    { text: 'How hot?', options: ['80°', '100°'], rightOption: 0, explanation: 'The leaves are tender.' },
    { text: 'How long?', options: ['1 min', '3 min', '9 min'], rightOption: 1, explanation: '' },
  ],
};
const poll: asks.AskDraft = {
  kind: 'poll',
  text: 'Which next?',
  options: ['Oolong', 'Green', 'White'],
  showsResultsLive: false,
  openSeconds: 60,
};

async function enter(who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') {
  const socket = await who.connect();
  await socket.send(shows.joinShow, {
    showId,
    door,
    tabId: newId<TabId>(),
    protocol: PROTOCOL_VERSION,
    position: null,
  });
  return socket;
}

async function givenSchool(people = 1) {
  const host = await server.signIn('host');
  const guests = [];
  for (let at = 0; at < people; at += 1) guests.push(await server.signIn('shopkeeper', { displayName: `Mei ${at}` }));
  const guestIds = guests.map(({ member }) => member.accountId);
  const show = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
  const { showId } = show;
  const studio = await enter(host, showId, 'studio');
  const rooms: Awaited<ReturnType<typeof enter>>[] = [];
  for (const guest of guests) rooms.push(await enter(guest, showId));
  type Ask = CommandRequest<typeof asks.openAsk>['ask'];
  const open = (ask: Ask, idempotencyKey = key()) => studio.send(asks.openAsk, { showId, idempotencyKey, ask });
  const close = (askId: string) => studio.send(asks.closeAsk, { showId, askId, idempotencyKey: key() });
  const answer = (at: number, askId: string, given: Partial<CommandRequest<typeof asks.answerAsk>> = {}) => {
    const usual = { question: 0, option: 0, idempotencyKey: key(), tookMs: 1_500 };
    const answeredAt = server.clock.now().toISOString();
    return rooms[at]!.send(asks.answerAsk, { showId, askId, answeredAt, ...usual, ...given });
  };
  const list = () => host.call(asks.listAsks, { showId });
  return { ...show, host, guests, studio, rooms, open, close, answer, list };
}

test('[AK1] a check-in is told to everybody, answered once, and told again when it closes', async () => {
  const school = await givenSchool(2);
  const { askId } = await school.open({ from: 'check_in', openSeconds: 60 });
  const opened = await school.rooms[0]!.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'ask.opened');
  expect(opened.entry.body).toMatchObject({ askId, kind: 'check_in', questions: [], isSurprise: false });

  server.clock.advance(1_000);
  const idempotencyKey = key();
  expect(await school.answer(0, askId, { idempotencyKey })).toEqual({ outcome: 'counted', option: 0 });
  expect(await school.answer(0, askId, { idempotencyKey })).toEqual({ outcome: 'counted', option: 0 });
  expect(await school.answer(0, askId)).toEqual({ outcome: 'kept', option: 0 });

  const { people, unanswered } = await school.studio.send(asks.listAnswers, { showId: school.showId, askId });
  expect(unanswered).toBe(1);
  expect(people).toEqual([
    { displayName: 'Mei 1', isPresent: true, options: [null], isTooFast: false },
    { displayName: 'Mei 0', isPresent: true, options: [0], isTooFast: false },
  ]);
  await school.close(askId);
  const closed = await school.rooms[1]!.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'ask.closed');
  expect(closed.entry.body).toEqual({ askId, counts: [[1]], solutions: [] });
});

test('[AK3] what is right is told at the close and never before', async () => {
  const school = await givenSchool();
  const { askId } = await school.open({ from: 'draft', draft: quiz });
  const opened = await school.rooms[0]!.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'ask.opened');
  expect(JSON.stringify(opened)).not.toMatch(/rightOption|tender/);

  await school.close(askId);

  const closed = await school.rooms[0]!.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'ask.closed');
  expect(closed.entry.body).toMatchObject({
    solutions: [
      { rightOption: 0, explanation: 'The leaves are tender.' },
      { rightOption: 1, explanation: '' },
    ],
    counts: [
      [0, 0],
      [0, 0, 0],
    ],
  });
});

test('[AK1] what is asked next closes what is open; a retry of the key asks nothing new', async () => {
  const school = await givenSchool();
  const idempotencyKey = key();
  const first = await school.open({ from: 'draft', draft: poll });
  const second = await school.open({ from: 'check_in', openSeconds: 60 }, idempotencyKey);

  expect(await school.open({ from: 'check_in', openSeconds: 60 }, idempotencyKey)).toEqual(second);
  expect(second.seq).toBe(first.seq + 2);
  expect((await school.list()).asks).toMatchObject([
    { askId: second.askId, closedAt: null },
    { askId: first.askId, closedAt: expect.any(String) },
  ]);
});

test('[AK4] a poll may be answered anew while it is open, a quiz not', async () => {
  const school = await givenSchool();
  const first = await school.open({ from: 'draft', draft: poll });
  server.clock.advance(2_000);
  const early = server.clock.now().toISOString();
  const firstKey = key();
  await school.answer(0, first.askId, { option: 1, idempotencyKey: firstKey, answeredAt: early });
  server.clock.advance(1_000);
  expect(await school.answer(0, first.askId, { option: 2 })).toEqual({ outcome: 'counted', option: 2 });
  // The first one comes again, late: what she said since stands.
  expect(await school.answer(0, first.askId, { option: 1, idempotencyKey: firstKey, answeredAt: early })).toEqual({
    outcome: 'kept',
    option: 2,
  });
  expect((await school.list()).asks[0]?.counts).toEqual([[0, 0, 1]]);

  const second = await school.open({ from: 'draft', draft: quiz });
  server.clock.advance(1_000);
  await school.answer(0, second.askId, { option: 1 });
  expect(await school.answer(0, second.askId, { option: 0 })).toEqual({ outcome: 'kept', option: 1 });
  expect((await school.list()).asks[0]?.counts).toEqual([
    [0, 1],
    [0, 0, 0],
  ]);
});

test('[AK4] a check-in takes what was given in time for 30 s more; a quiz takes nothing after the close', async () => {
  const school = await givenSchool(3);
  const inTime = (at: Date) => ({ answeredAt: at.toISOString() });
  const checkIn = await school.open({ from: 'check_in', openSeconds: 60 });
  server.clock.advance(5_000);
  const given = server.clock.now();
  server.clock.advance(1_000);
  await school.close(checkIn.askId);
  server.clock.advance(20_000);
  expect(await school.answer(0, checkIn.askId, inTime(given))).toMatchObject({ outcome: 'counted' });
  expect(await school.answer(1, checkIn.askId)).toEqual({ outcome: 'late', option: null });
  server.clock.advance(11_000);
  expect(await school.answer(2, checkIn.askId, inTime(given))).toEqual({ outcome: 'late', option: null });

  const asked = await school.open({ from: 'draft', draft: quiz });
  server.clock.advance(5_000);
  const tapped = server.clock.now();
  server.clock.advance(10);
  await school.close(asked.askId);
  server.clock.advance(1_000);
  expect(await school.answer(0, asked.askId, inTime(tapped))).toEqual({ outcome: 'late', option: null });
});

test('answerAsk() keeps an answer faster than a person can be, and marks it', async () => {
  const school = await givenSchool(2);
  const { askId } = await school.open({ from: 'check_in', openSeconds: 60 });
  server.clock.advance(5_000);

  await school.answer(0, askId, { tookMs: 12 });
  await school.answer(1, askId, { tookMs: 300 });

  const { people } = await school.studio.send(asks.listAnswers, { showId: school.showId, askId });
  expect(people.map(({ displayName, isTooFast }) => [displayName, isTooFast]).toSorted()).toEqual([
    ['Mei 0', true],
    ['Mei 1', false],
  ]);
});

test('answerAsk() refuses a question or an option that there is none, and asks of other shows', async () => {
  const school = await givenSchool();
  const other = await givenSchool();
  const { askId } = await school.open({ from: 'draft', draft: poll });
  const foreign = await other.open({ from: 'draft', draft: poll });

  expect(await school.answer(0, askId, { option: 3 })).toEqual({ outcome: 'late', option: null });
  expect(await school.answer(0, askId, { question: 1 })).toEqual({ outcome: 'late', option: null });
  await expect(school.answer(0, foreign.askId)).rejects.toMatchObject({ code: 'asks.not_found' });
  await expect(other.answer(0, askId)).rejects.toMatchObject({ code: 'asks.not_found' });
});

test('[AK5] the studio hears how many answered; the room only of a poll that is shown live', async () => {
  const school = await givenSchool();
  const hidden = await school.open({ from: 'draft', draft: poll });
  server.clock.advance(1_000);
  await school.answer(0, hidden.askId, { option: 1 });
  await school.studio.waitFor(asks.answersCounted, ({ counts }) => counts[0]?.[1] === 1);

  const shown = await school.open({ from: 'draft', draft: { ...poll, showsResultsLive: true } });
  server.clock.advance(1_000);
  await school.answer(0, shown.askId, { option: 2 });

  await school.rooms[0]!.waitFor(asks.answersCounted, ({ counts }) => counts[0]?.[2] === 1);
  expect(school.rooms[0]!.received(asks.answersCounted).map(({ askId }) => askId)).not.toContain(hidden.askId);
});

test('openAsk() asks what is prepared, as it was prepared last', async () => {
  const school = await givenSchool();
  const { host, segmentIds, showId } = school;
  const preparedAskId = key();
  const [segmentId = null] = segmentIds;
  const put = (draft: asks.AskDraft) => host.call(asks.putPreparedAsk, { showId, preparedAskId, segmentId, draft });
  await put(poll);
  await put(quiz);

  const { askId } = await school.open({ from: 'prepared', preparedAskId });

  const { asks: asked, prepared } = await school.list();
  expect(prepared).toEqual([{ preparedAskId, segmentId, draft: quiz }]);
  expect(asked).toMatchObject([{ askId, preparedAskId, kind: 'quiz' }]);
  await host.call(asks.deletePreparedAsk, { showId, preparedAskId });
  expect((await school.list()).prepared).toEqual([]);
});

test('rehearseShow() gives the rehearsal what is prepared, each under its own segment', async () => {
  const host = await server.signIn('host');
  const show = await givenShow(server.db, { hostId: host.member.accountId, state: 'scheduled' });
  const [segmentId = null] = show.segmentIds;
  const prepare = (under: typeof segmentId) =>
    host.call(asks.putPreparedAsk, { showId: show.showId, preparedAskId: key(), segmentId: under, draft: poll });
  await prepare(segmentId);
  await prepare(null);

  const rehearsal = await host.call(shows.rehearseShow, { showId: show.showId, guestIds: [] });

  const { prepared } = await host.call(asks.listAsks, { showId: rehearsal.showId });
  expect(prepared.map(({ draft }) => draft)).toEqual([poll, poll]);
  expect(prepared.map((one) => one.segmentId)).toEqual([rehearsal.segments[0]?.segmentId, null]);
});

test('endShow() closes what is open before it, and no surprise comes any more', async () => {
  const school = await givenSchool();
  const { showId, studio } = school;
  await studio.send(asks.armCheckIns, {
    showId,
    idempotencyKey: key(),
    surprise: { everyMinutes: 2, openSeconds: 10 },
  });
  await school.open({ from: 'draft', draft: poll });

  await studio.send(shows.endShow, { showId, idempotencyKey: key() });

  await school.rooms[0]!.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'show.ended');
  const kinds = school.rooms[0]!.received(log.entryAppended).map(({ entry }) => entry.kind);
  expect(kinds).toEqual(['ask.opened', 'ask.closed', 'show.ended']);
  expect((await school.list()).surprise).toBeNull();
});

test('exportAnswers() is a table without formulas', async () => {
  const school = await givenSchool();
  const evil = await server.db
    .updateTable('accounts')
    .set({ displayName: '=HYPERLINK("x")' })
    .where('id', '=', school.guests[0]!.member.accountId)
    .executeTakeFirst();
  expect(evil.numUpdatedRows).toBe(1n);
  const { askId } = await school.open({ from: 'draft', draft: quiz });
  server.clock.advance(1_000);
  await school.answer(0, askId, { option: 0 });
  await school.answer(0, askId, { question: 1, option: 2 });

  const { csv, fileName } = await school.host.call(asks.exportAnswers, { showId: school.showId, askId, locale: 'en' });

  expect(fileName).toMatch(/^quiz-\d{8}-\d{4}\.csv$/);
  const [head, line, end] = csv.split('\r\n');
  expect(head).toBe('\uFEFFName,Answered at (UTC),How hot?,How long?,Right answers,Note');
  expect(line).toMatch(/^"'=HYPERLINK\(""x""\)",\d{4}-.*Z,80°,9 min,1,$/);
  expect(end).toBe('');
});
