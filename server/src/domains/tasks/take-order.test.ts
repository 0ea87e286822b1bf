import { type OrderId, orders, type shares, type TaskId, tasks } from '@shoal/contract';
import { expect, test } from 'vitest';
import { toForm } from '../../testing/given-order.ts';
import {
  CUSTOMERS_PHONE,
  forward,
  givenTaskSchool,
  KEEPERS_PHONE,
  openPage,
  openTask,
  putOnSale,
  type TaskSchool,
  tellVisit,
} from '../../testing/given-task.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer({ env: { TRUST_PROXY: 'loopback' } });
const home = { ip: '198.51.100.1', userAgent: KEEPERS_PHONE };
const shop = { ip: '203.0.113.9', userAgent: CUSTOMERS_PHONE };

type Sold = TaskSchool & { keeper: SignedIn; taskId: TaskId; share: shares.Share };

/** A task that was forwarded, and whose product is for sale. */
async function givenForwarded(): Promise<Sold> {
  const school = await givenTaskSchool(server, ['Mei']);
  const [keeper] = school.keepers;
  if (!keeper) throw new Error('nobody is there');
  await putOnSale(server, school);
  const taskId = await openTask(school);
  server.clock.advance(10_000);
  const share = await forward(school, keeper, { taskId, where: home });
  server.clock.advance(10_000);
  return { ...school, keeper, taskId, share };
}

/** Orders two by the form, as the browser of this cookie does. */
async function order({ share }: Sold, cookie = ''): Promise<OrderId> {
  const form = Object.entries(toForm({ quantity: 2 })).map(([name, value]): [string, string] => [name, String(value)]);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie };
  const path = `/s/${share.code}/order`;
  const answer = await server
    .anonymous()
    .fetch(path, { method: 'POST', headers, body: new URLSearchParams(form).toString() });
  expect(answer.status).toBe(303);
  return answer.headers.get('location')?.split('/')[2] as OrderId; // The path is ours.
}

const pay = ({ host }: Sold, orderId: OrderId) => host.call(orders.confirmPayment, { orderId, amountMinor: 25_600 });
const refund = ({ host }: Sold, orderId: OrderId, refundedQuantity: number) =>
  host.call(orders.giveRefund, { orderId, refundedQuantity });
const own = async ({ keeper, showId }: Sold) => {
  const [task] = (await keeper.call(tasks.listOwnTasks, { showId })).tasks;
  return { grade: task?.grade ?? null, points: task?.points ?? 0, hasHeld: task?.hasHeld ?? false };
};
const becomes = (sold: Sold, wanted: Awaited<ReturnType<typeof own>>) =>
  waitUntil(
    async () => JSON.stringify(await own(sold)) === JSON.stringify(wanted),
    `it never was ${JSON.stringify(wanted)}`,
  );

test('[TK9] an order that is paid gives E4 once and tells her within 5 s; refunded whole, it gives back what it gave', async () => {
  const sold = await givenForwarded();
  const page = await openPage(server, sold.share.code, shop);
  server.clock.advance(6_000);
  await tellVisit(server, page, shop);
  const room = await sold.keeper.connect();
  const told = room.waitFor(tasks.taskCredited, ({ task }) => task.grade === 'E4');
  const orderId = await order(sold, page.cookie);
  const paidAt = performance.now();
  await pay(sold, orderId);
  await pay(sold, orderId);

  expect((await told).task).toMatchObject({ taskId: sold.taskId, grade: 'E4', points: 40 });
  expect(performance.now() - paidAt).toBeLessThan(5_000);
  await refund(sold, orderId, 1);
  expect(await own(sold)).toMatchObject({ grade: 'E4', points: 40 });
  await refund(sold, orderId, 2);
  await becomes(sold, { grade: 'E2', points: 20, hasHeld: false });
  const entries = await server.db.selectFrom('pointEntries').select('points').orderBy('id').execute();
  expect(entries).toEqual([{ points: 20 }, { points: 20 }, { points: -20 }]);
  const rows = await server.db
    .selectFrom('taskEvidence')
    .select(['verdict', 'reasons'])
    .where('grade', '=', 'E4')
    .execute();
  expect(rows).toEqual([{ verdict: 'rejected', reasons: ['refunded'] }]);
});

test('[TK9] what is not paid gives nothing; two orders on one link give once, and one refund leaves the other', async () => {
  const sold = await givenForwarded();
  const [first, second] = [await order(sold), await order(sold), await order(sold)];
  await pay(sold, first);
  await becomes(sold, { grade: 'E4', points: 40, hasHeld: false });
  await pay(sold, second);
  await refund(sold, first, 2);
  const verdicts = async () =>
    (await server.db.selectFrom('taskEvidence').select('verdict').where('grade', '=', 'E4').orderBy('id').execute())
      .map(({ verdict }) => verdict)
      .join();
  await waitUntil(async () => (await verdicts()) === 'rejected,counted', 'the refund took nothing back');
  expect(await own(sold)).toMatchObject({ grade: 'E4', points: 40 });
});

test('[TK9] her own order is held with its commission, follows its verdict, and is judged nowhere else', async () => {
  const sold = await givenForwarded();
  const orderId = await order(sold, sold.keeper.cookie);
  await pay(sold, orderId);
  await becomes(sold, { grade: 'E1', points: 0, hasHeld: true });
  const operator = await server.signIn('operator');
  expect((await operator.call(tasks.listHeldEvidence, {})).evidence).toEqual([]);
  const { id } = await server.db
    .selectFrom('taskEvidence')
    .select('id')
    .where('grade', '=', 'E4')
    .executeTakeFirstOrThrow();
  expect(await operator.call(tasks.judgeEvidence, { evidenceIds: [id], verdict: 'released' })).toEqual({ changed: 0 });

  const judge = (verdict: 'released' | 'rejected') =>
    operator.call(orders.judgeCommissions, { orderIds: [orderId], verdict });
  await judge('released');
  await becomes(sold, { grade: 'E4', points: 40, hasHeld: false });
  await judge('rejected');
  await becomes(sold, { grade: 'E1', points: 0, hasHeld: false });
});

test('[TK9] an order a week after the task ended is late, and held for the operator', async () => {
  const sold = await givenForwarded();
  server.clock.advance(300_000 + 7 * 86_400_000);
  const orderId = await order(sold);
  const host = await server.signInAgain(sold.host);
  await pay({ ...sold, host }, orderId);
  const operator = await server.signIn('operator');
  const held = () => operator.call(tasks.listHeldEvidence, {});
  await waitUntil(async () => (await held()).total === 1, 'nothing was held');
  expect((await held()).evidence).toMatchObject([{ grade: 'E4', reasons: ['late'] }]);
});
