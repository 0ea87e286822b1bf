import { type AccountId, insights, type MessageId, type ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenAccount } from '../../testing/given.ts';
import { givenAnsweredQuiz, givenOpenAsk } from '../../testing/given-ask.ts';
import { givenOrder, givenShelf, type Shelf } from '../../testing/given-order.ts';
import { givenQuestion } from '../../testing/given-question.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { insertMessage } from '../chat/chat.store.ts';
import { insertPlaces } from '../league/league.store.ts';
import { raisePeak } from '../shows/peaks.ts';
import { insertTask } from '../tasks/tasks.store.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });
const startedAt = new Date('2026-03-01T12:00:00.000Z');
const endedAt = new Date('2026-03-01T13:00:00.000Z');
const MINUTE_MS = 60_000;

/** Ends a show that was live for an hour. */
const end = (showId: ShowId) =>
  server.db
    .updateTable('shows')
    .set({ state: 'ended', wentLiveAt: startedAt, endedAt, endReason: 'host' })
    .where('id', '=', showId)
    .execute();

/** Somebody who was there, and really watched for so many minutes. */
async function came(showId: ShowId, accountId: AccountId, minutes: number): Promise<void> {
  const place = {
    showId,
    shopkeeperId: accountId,
    tenure: 'fry',
    reach: 'brook',
    fish: 1,
    placedAt: startedAt,
  } as const;
  await insertPlaces(server.db, showId, [place]);
  if (minutes === 0) return;
  const attention = { showId, accountId, attentiveMs: minutes * MINUTE_MS, reportedAt: endedAt, roseAt: endedAt };
  await server.db.insertInto('showAttention').values(attention).execute();
}

/** A link that was sent on, with two visitors who came three times, and three units bought of which one came back. */
async function forwardAndSell(shelf: Shelf): Promise<void> {
  const { db } = server;
  const { keeperId, shareId, showId } = shelf;
  await db.insertInto('shareEvidence').values({ shareId, grade: 'E1', at: startedAt }).execute();
  const visitors = [1, 2].map((visits) => ({ shareId, visits, visitorId: Buffer.of(visits), windowFrom: startedAt }));
  await db.insertInto('linkVisitors').values(visitors).execute();
  await db.updateTable('shares').set({ visitsBefore: 4, visitorsBefore: 1 }).where('id', '=', shareId).execute();
  const sell = async (change: { state: 'paid' | 'placed'; refundedQuantity?: number }) => {
    const { orderId } = await givenOrder(db, { ...shelf, showId, keeper: { accountId: keeperId } });
    await db.updateTable('orders').set(change).where('id', '=', orderId).execute();
  };
  await sell({ state: 'paid' });
  await sell({ state: 'paid', refundedQuantity: 1 });
  await sell({ state: 'placed' });
}

async function say(showId: ShowId, authorId: AccountId, review: 'free' | 'held'): Promise<void> {
  const said = { authorName: '王姐', isCrew: false, at: startedAt, programmeMs: 0, text: '来了' };
  await insertMessage(server.db, { ...said, review, id: newId<MessageId>(), showId, authorId });
}

/** A show with one drop, a task, two asks, two shopkeepers who came and one who stayed away. */
async function givenEndedShow() {
  const { db } = server;
  const shelf = await givenShelf(db);
  const { brandId, keeperId, materialId, productId, showId } = shelf;
  const host = await server.signIn('host', { brandIds: [brandId] });
  const { accountId: other } = await givenAccount(db, 'shopkeeper', { displayName: '小周' });
  await came(showId, keeperId, 30);
  await came(showId, other, 0);
  for (const [people, minute] of [
    [1, 1],
    [2, 20],
    [1, 40],
  ] as const)
    await raisePeak(db, { showId, people, at: new Date(startedAt.getTime() + minute * MINUTE_MS) });
  await db
    .insertInto('dropMarkCounts')
    .values([
      { showId, dropSeq: 1, mark: 'seen', people: 2 },
      { showId, dropSeq: 1, mark: 'saved', people: 1 },
    ])
    .execute();
  await forwardAndSell(shelf);
  const asked = { materialId, words: '', targetForwards: 10, minutes: 5, points: 20, createdAt: startedAt };
  const open = { openedAt: startedAt, openedSeq: 2, deadlineAt: endedAt, dropSeq: 1 };
  const closed = { closedAt: endedAt, closedSeq: 3, closeReason: 'show_ended' } as const;
  const task = await insertTask(db, { ...asked, ...open, ...closed, id: newId(), showId, state: 'closed' });
  await insertTask(db, { ...asked, id: newId(), showId, state: 'prepared' });
  const progress = { taskId: task.id, links: 1, points: 20, score: 2_000, movedAt: startedAt };
  await db
    .insertInto('taskProgress')
    .values([
      { ...progress, shopkeeperId: keeperId, grade: 'E4' },
      { ...progress, shopkeeperId: other, grade: 'E1', points: 0 },
    ])
    .execute();
  await db
    .insertInto('taskStandings')
    .values({ showId, shopkeeperId: keeperId, points: 20, score: 2_000, reachedAt: startedAt })
    .execute();
  await givenAnsweredQuiz(db, { showId, accountId: keeperId, productId, closedAt: startedAt, right: [true, true] });
  await givenOpenAsk(db, showId, { kind: 'check_in', openedAt: endedAt });
  await givenQuestion(db, { showId, askerId: keeperId });
  await say(showId, keeperId, 'free');
  await say(showId, keeperId, 'held');
  await end(showId);
  return { host, keeperId, other, showId, taskId: task.id };
}

test('getReport() counts who came, and what each drop, task, ask and shopkeeper brought', async () => {
  const { host, keeperId, other, showId, taskId } = await givenEndedShow();

  const { countedAt: _, ...report } = await host.call(insights.getReport, { showId });

  // Two units, and one of two after a refund.
  const sold = { orders: 2, sales: [{ amountMinor: 38_400, currency: 'CNY' }] };
  const nothing = { orders: 0, sales: [] };
  expect(report).toMatchObject({ showId, wentLiveAt: startedAt.toISOString(), endedAt: endedAt.toISOString() });
  expect(report.school).toEqual({
    invited: 1,
    came: 2,
    peak: { people: 2, at: '2026-03-01T12:20:00.000Z' },
    medianStayMs: 15 * MINUTE_MS,
    watchedMs: 30 * MINUTE_MS,
    chatMessages: 1,
    questions: 1,
    questionsAnswered: 0,
    forwarders: 1,
    clicks: 7,
    ...sold,
  });
  const { at: __, ...drop } = report.drops[0] ?? { at: '' };
  expect(report.drops).toHaveLength(1);
  expect(drop).toEqual({
    dropSeq: 1,
    title: '大红袍',
    isRecalled: false,
    seen: 2,
    saved: 1,
    forwarded: 1,
    clicks: 7,
    ...sold,
  });
  expect(report.tasks).toMatchObject([{ taskId, targetForwards: 10, forwarded: 2, opened: 1, ordered: 1, held: 0 }]);
  expect(report.asks).toMatchObject([
    { kind: 'quiz', text: 'How hot?', answered: 1, allRight: 1 },
    { kind: 'check_in', text: null, answered: 0, allRight: null },
  ]);
  expect(report.shopkeepers).toMatchObject([
    { accountId: keeperId, stayMs: 30 * MINUTE_MS, forwarded: 1, clicks: 7, points: 20, ...sold },
    { accountId: other, displayName: '小周', stayMs: 0, forwarded: 0, clicks: 0, points: 0, ...nothing },
  ]);
});

test('getReport() of a show where nothing happened has nothing but zeros', async () => {
  const operator = await server.signIn('operator');
  const { showId } = await givenShow(server.db, { state: 'ended' });

  const { school, ...report } = await operator.call(insights.getReport, { showId });

  expect(school).toMatchObject({ came: 0, peak: null, medianStayMs: null, watchedMs: 0, orders: 0, sales: [] });
  expect(report).toMatchObject({ drops: [], tasks: [], asks: [], shopkeepers: [] });
});

test('a show has no report before its end, also as a file', async () => {
  const operator = await server.signIn('operator');
  for (const state of ['scheduled', 'live', 'cancelled'] as const) {
    const { showId } = await givenShow(server.db, { state });
    await expect(operator.call(insights.getReport, { showId })).rejects.toMatchObject({ code: 'shows.wrong_state' });
    const asked = operator.call(insights.exportReport, { showId, table: 'drops', locale: 'en' });
    await expect(asked).rejects.toMatchObject({ code: 'shows.wrong_state' });
  }
});

test('exportReport() makes a table that adds up, in either language', async () => {
  const { host, showId } = await givenEndedShow();
  const read = async (table: insights.ReportTable, locale: 'zh' | 'en' = 'en') => {
    const { csv, fileName } = await host.call(insights.exportReport, { showId, table, locale });
    return { fileName, lines: csv.replace('\ufeff', '').trimEnd().split('\r\n') };
  };

  const { fileName, lines } = await read('shopkeepers');
  expect(fileName).toBe('shopkeepers-20260301-1200.csv');
  expect(lines[0]).toBe('Shopkeeper,Stay (minutes),Forwarded,Visits,Points,Orders,Sales CNY');
  expect(lines[1]).toMatch(/,30\.0,1,7,20,2,384\.00$/);
  expect(lines[2]).toBe('小周,0.0,0,0,0,0,0.00');
  expect((await read('drops', 'zh')).lines[0]).toBe('素材,投放时间（UTC）,撤回,看到,保存,转发,打开,订单,成交额 CNY');
  expect((await read('tasks')).lines).toHaveLength(2);
  expect((await read('asks')).lines[2]).toMatch(/^Check-in,Check-in,2026-03-01T13:00:00.000Z,0,$/);
});
