import { type OrderId, orders } from '@shoal/contract';
import { expect, test } from 'vitest';
import { toForm } from '../../testing/given-order.ts';
import {
  CUSTOMERS_PHONE,
  callFrom,
  forward,
  givenTaskSchool,
  KEEPERS_PHONE,
  openPage,
  openTask,
  putOnSale,
  type TaskSchool,
  tellVisit,
  type Where,
} from '../../testing/given-task.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer({ env: { TRUST_PROXY: 'loopback' } });
const TASKS = 4;
const at = (ip: string, userAgent = CUSTOMERS_PHONE): Where => ({ ip, userAgent });
const ring = ['ring 1', 'ring 2', 'ring 3', 'ring 4', 'ring 5'];
const names = [
  'honest',
  'self-click',
  'own phone, private window',
  'own order',
  'own order, private window',
  'scripted speed',
  'click farm',
  'forger',
  ...ring,
];

type Round = { school: TaskSchool; taskId: Parameters<typeof forward>[2]['taskId']; round: number };

const keeperOf = ({ keepers }: TaskSchool, name: string): SignedIn => {
  const keeper = keepers[names.indexOf(name)];
  if (!keeper) throw new Error(`nobody is called ${name}`);
  return keeper;
};
/** Each shopkeeper at home. */
const homeOf = (name: string) => at(`198.51.100.${names.indexOf(name) + 1}`, KEEPERS_PHONE);
const visit = async (code: string, where: Where & { cookie?: string }, waitMs = 3_000) => {
  const page = await openPage(server, code, where);
  server.clock.advance(waitMs);
  await tellVisit(server, page, where);
  return page.cookie;
};

/** What each does with a task while it is open. */
async function play({ round, school, taskId }: Round, device: { cookie: string }): Promise<void> {
  const act = (name: string) => forward(school, keeperOf(school, name), { taskId, where: homeOf(name) });
  const fast = await act('scripted speed'); // At once: nobody has read the task yet.
  await visit(fast.code, at(`192.0.2.${round}`), 2_100);

  server.clock.advance(20_000);
  const honest = await act('honest');
  const own = await act('self-click');
  const hidden = await act('own phone, private window');
  const farmed = await act('click farm');
  const bought = await act('own order');
  const hiddenlyBought = await act('own order, private window');
  server.clock.advance(30_000);
  await visit(honest.code, at(`203.0.113.${round}`));
  await visit(own.code, { ...homeOf('self-click'), cookie: keeperOf(school, 'self-click').cookie });
  for (let times = 0; times < 3; times += 1) await visit(hidden.code, homeOf('own phone, private window'));
  await buy(school, bought.code, keeperOf(school, 'own order').cookie);
  const windowsCookie = await visit(hiddenlyBought.code, homeOf('own order, private window'));
  await buy(school, hiddenlyBought.code, windowsCookie);
  await flood(farmed.code, at(`192.0.2.${100 + round}`));
  for (const name of ring) device.cookie = await visit((await act(name)).code, { ...at('192.0.2.200'), ...device });
  await forge(school, { taskId, shareId: honest.shareId });
}

/** Many browsers of one make at one address, in one second. */
async function flood(code: string, where: Where): Promise<void> {
  const pages = await Promise.all(Array.from({ length: 30 }, () => openPage(server, code, where)));
  server.clock.advance(2_500);
  await Promise.all(pages.map((page) => tellVisit(server, page, where)));
}

/** Orders on a link and really pays for it. */
async function buy({ host }: TaskSchool, code: string, cookie: string): Promise<void> {
  const form = Object.entries(toForm()).map(([name, value]): [string, string] => [name, String(value)]);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie };
  const body = new URLSearchParams(form).toString();
  const answer = await server.anonymous().fetch(`/s/${code}/order`, { method: 'POST', headers, body });
  const orderId = answer.headers.get('location')?.split('/')[2] as OrderId; // The path is ours.
  await host.call(orders.confirmPayment, { orderId, amountMinor: 12_800 });
}

async function forge(school: TaskSchool, { shareId, taskId }: { shareId: string; taskId: string }): Promise<void> {
  const forger = keeperOf(school, 'forger');
  const { materialId, showId } = school;
  const claim = (id: string) => callFrom(forger, homeOf('forger'), [`/shares/${id}/evidence`, { grade: 'E1' }]);
  const missing = await claim(crypto.randomUUID());
  expect(missing).toMatchObject({ error: { code: 'shares.not_found' } });
  expect(await claim(shareId)).toMatchObject({ error: { code: 'shares.not_found' } });
  const proof = await callFrom(forger, homeOf('forger'), [`/shares/${shareId}/evidence`, { grade: 'E2' }]);
  expect(proof).toMatchObject({ error: { code: 'request.invalid' } });
  const other = await callFrom(forger, homeOf('forger'), [
    '/shares',
    { showId, materialId, taskId: taskId.replace(/^.{8}/, '00000000') },
  ]);
  expect(other).toMatchObject({ error: { code: 'tasks.not_found' } });
}

test('[TK6] whoever cheats comes to less than a twentieth of an honest shopkeeper', { timeout: 60_000 }, async () => {
  const school = await givenTaskSchool(server, names);
  await putOnSale(server, school);
  const device = { cookie: '' };
  for (let round = 1; round <= TASKS; round += 1) {
    const taskId = await openTask(school);
    await play({ school, taskId, round }, device);
    server.clock.advance(400_000); // The deadline.
    await server.ground.db.updateTable('tasks').set({ state: 'closed', closedAt: server.clock.now() }).execute();
  }

  const listOrders = () => server.db.selectFrom('taskEvidence').select('id').where('grade', '=', 'E4').execute();
  await waitUntil(async () => (await listOrders()).length === 2 * TASKS, 'an order was not told to its task');
  const table = await readTable(school);
  process.stdout.write(`${['who                         points   score', ...table.map(toLine)].join('\n')}\n`);

  const [honest, ...cheaters] = table;
  expect(honest).toMatchObject({ points: 20 * TASKS, score: 2_000 * TASKS });
  for (const { name, points, score } of cheaters) {
    expect({ name, isLow: points < (honest?.points ?? 0) / 20 }).toEqual({ name, isLow: true });
    expect({ name, isLow: score < (honest?.score ?? 0) / 20 }).toEqual({ name, isLow: true });
  }
});

async function readTable({ keepers }: TaskSchool) {
  const rows = await server.db.selectFrom('taskStandings').selectAll().execute();
  const entries = await server.db.selectFrom('pointEntries').selectAll().execute();
  return keepers.map(({ member: { accountId } }, index) => {
    const standing = rows.find(({ shopkeeperId }) => shopkeeperId === accountId);
    const sum = entries.filter((one) => one.shopkeeperId === accountId).reduce((total, one) => total + one.points, 0);
    expect(sum).toBe(standing?.points ?? 0); // The entries add up to the standing, whatever was taken back.
    return { name: names[index] ?? '', points: standing?.points ?? 0, score: standing?.score ?? 0 };
  });
}

const toLine = ({ name, points, score }: { name: string; points: number; score: number }) =>
  `${name.padEnd(26)} ${String(points).padStart(7)} ${String(score).padStart(7)}`;
