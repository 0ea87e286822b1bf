import { accounts, drops, type ShowId, shares, shows, type TaskId, tasks } from '@shoal/contract';
import { expect, test } from 'vitest';
import {
  CUSTOMERS_PHONE,
  forward,
  givenTaskSchool,
  KEEPERS_PHONE,
  openPage,
  openTask,
  type TaskSchool,
  tellVisit,
} from '../../testing/given-task.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const server = useTestServer({ env: { TRUST_PROXY: 'loopback' } });
const home = { ip: '198.51.100.1', userAgent: KEEPERS_PHONE };
const shop = { ip: '203.0.113.9', userAgent: CUSTOMERS_PHONE };
const key = () => ({ idempotencyKey: crypto.randomUUID() });

async function givenOne(): Promise<TaskSchool & { keeper: TaskSchool['keepers'][number]; taskId: TaskId }> {
  const school = await givenTaskSchool(server, ['Mei']);
  const [keeper] = school.keepers;
  if (!keeper) throw new Error('nobody is there');
  return { ...school, keeper, taskId: await openTask(school) };
}

const entriesOf = async (showId: ShowId) =>
  (
    await server.db.selectFrom('showLogEntries').select('kind').where('showId', '=', showId).orderBy('seq').execute()
  ).map(({ kind }) => kind);
const visit = async (code: string, where = shop) => {
  const page = await openPage(server, code, where);
  server.clock.advance(6_000);
  await tellVisit(server, page, where);
};

test('[TK5] a forward that brings somebody gives its points once and tells her', async () => {
  const one = await givenOne();
  const room = await one.keeper.connect();
  server.clock.advance(10_000);
  const share = await forward(one, one.keeper, { taskId: one.taskId, where: home });
  await visit(share.code);
  await visit(share.code, { ...shop, ip: '203.0.113.10' });

  const told = await room.waitFor(tasks.taskCredited, ({ task }) => task.grade === 'E2');
  expect(told.task).toEqual({ taskId: one.taskId, grade: 'E2', links: 1, points: 20, hasHeld: false });
  const own = await one.keeper.call(tasks.listOwnTasks, { showId: one.showId });
  expect(own).toMatchObject({ points: 20, tasks: [{ grade: 'E2' }] });
  const [listed] = (await one.host.call(tasks.listTasks, { showId: one.showId })).tasks;
  expect(listed?.progress).toMatchObject({ people: { E2: 1 }, weighed: 100, held: 0 });
  expect(await server.db.selectFrom('pointEntries').select('points').execute()).toEqual([{ points: 20 }]);
});

test('[TK5] who comes back after half an hour is one visit more, and no evidence and no points', async () => {
  const one = await givenOne();
  server.clock.advance(10_000);
  const share = await forward(one, one.keeper, { taskId: one.taskId, where: home });
  const page = await openPage(server, share.code, shop);
  for (const waitedMs of [6_000, 31 * 60_000]) {
    server.clock.advance(waitedMs);
    await tellVisit(server, page, shop);
  }

  expect(await one.keeper.call(shares.listShares, {})).toMatchObject({ visitorsTotal: 1, visitsTotal: 2 });
  const kept = server.db.selectFrom('taskEvidence').select('grade').where('grade', '=', 'E2');
  expect(await kept.execute()).toHaveLength(1);
  expect(await server.db.selectFrom('pointEntries').select('points').execute()).toEqual([{ points: 20 }]);
});

test('[TK7] what is held gives nothing until it is released, then once, and may be held again', async () => {
  const one = await givenOne();
  const operator = await server.signIn('operator');
  server.clock.advance(10_000);
  const share = await forward(one, one.keeper, { taskId: one.taskId, where: home });
  await visit(share.code, home);

  const held = await operator.call(tasks.listHeldEvidence, {});
  expect(held).toMatchObject({ total: 1, evidence: [{ grade: 'E2', reasons: ['self_click'] }] });
  const evidenceIds = held.evidence.map(({ evidenceId }) => evidenceId);
  const points = async () => (await one.keeper.call(tasks.listOwnTasks, { showId: one.showId })).points;
  expect(await points()).toBe(0);
  const judge = (verdict: 'released' | 'rejected' | 'held') =>
    operator.call(tasks.judgeEvidence, { evidenceIds, verdict });
  expect([await judge('released'), await judge('released')]).toEqual([{ changed: 1 }, { changed: 0 }]);
  expect(await points()).toBe(20);
  await judge('held');
  expect(await points()).toBe(0);
  expect(await server.db.selectFrom('pointEntries').select('points').orderBy('id').execute()).toEqual([
    { points: 20 },
    { points: -20 },
  ]);
});

test('[TK3] a deadline closes the task by the clock, and a later claim is held', async () => {
  const one = await givenOne();
  const share = await one.keeper.call(shares.createShare, {
    showId: one.showId,
    materialId: one.materialId,
    taskId: one.taskId,
  });
  server.clock.advance(300_000);
  await one.keeper.call(shares.recordEvidence, { shareId: share.shareId, grade: 'E1' });

  expect(await server.db.selectFrom('taskEvidence').select(['verdict', 'reasons']).execute()).toEqual([
    { verdict: 'held', reasons: ['late'] },
  ]);
  await waitUntil(async () => (await entriesOf(one.showId)).includes('task.closed'), 'the deadline closed nothing');
  const minting = one.keeper.call(shares.createShare, {
    showId: one.showId,
    materialId: one.materialId,
    taskId: one.taskId,
    groupId: (await one.keeper.call(accounts.addGroup, { name: '茶友群', members: 200 })).groupId,
  });
  await expect(minting).rejects.toMatchObject({ code: 'tasks.wrong_state' });
});

test('after the end of a show no task is prepared or changed; one that never opened may go', async () => {
  const { host, materialId, showId } = await givenTaskSchool(server, ['Mei']);
  const draft = { materialId, words: '', targetForwards: 5, minutes: 5, points: 10 };
  const { taskId } = await host.call(tasks.prepareTask, { showId, ...key(), draft });
  const ended = { state: 'ended', endedAt: new Date(), endReason: 'host' } as const;
  await server.db.updateTable('shows').set(ended).where('id', '=', showId).execute();

  for (const late of [
    () => host.call(tasks.prepareTask, { showId, ...key(), draft }),
    () => host.call(tasks.changeTask, { showId, taskId, ...draft, minutes: 8 }),
  ]) {
    await expect(late()).rejects.toMatchObject({ code: 'shows.wrong_state' });
  }
  await host.call(tasks.removeTask, { showId, taskId });
  expect((await host.call(tasks.listTasks, { showId })).tasks).toEqual([]);
});

test('[TK1] a prepared task opens once; its end, a recall and the end of the show close it once', async () => {
  const { host, materialId, showId, studio } = await givenTaskSchool(server, ['Mei']);
  const draft = { materialId, words: '', targetForwards: 5, minutes: 5, points: 10 };
  const same = { showId, ...key(), draft };
  const [prepared, again] = [await host.call(tasks.prepareTask, same), await host.call(tasks.prepareTask, same)];
  expect(again).toEqual(prepared);
  await host.call(tasks.changeTask, { showId, taskId: prepared.taskId, ...draft, minutes: 8 });
  const opening = { showId, ...key(), task: { taskId: prepared.taskId } };
  const first = await studio.send(tasks.openTask, opening);
  expect(await studio.send(tasks.openTask, opening)).toEqual(first);
  await expect(studio.send(tasks.openTask, { showId, ...key(), task: draft })).rejects.toMatchObject({
    code: 'tasks.material_taken',
  });
  const closing = { showId, taskId: prepared.taskId };
  const closed = await studio.send(tasks.closeTask, { ...closing, ...key() });
  expect(await studio.send(tasks.withdrawTask, { ...closing, ...key() })).toEqual(closed);

  await studio.send(tasks.openTask, { showId, ...key(), task: draft });
  await studio.send(drops.recallDrop, { showId, ...key(), dropSeq: 1 });
  await studio.send(tasks.openTask, { showId, ...key(), task: draft }); // Dropped anew, since the first was recalled.
  await studio.send(shows.endShow, { showId, ...key() });

  expect(await entriesOf(showId)).toEqual([
    'drop.published',
    'task.opened',
    'task.closed',
    'task.opened',
    'drop.recalled',
    'task.closed',
    'drop.published',
    'task.opened',
    'task.closed',
    'show.ended',
  ]);
});

test('claims on many links at once are as fast as they look: one counts, the others are held', async () => {
  const one = await givenOne();
  const link = { showId: one.showId, materialId: one.materialId, taskId: one.taskId };
  const links: shares.Share[] = [];
  for (let at = 0; at < 6; at += 1) {
    const { groupId } = await one.keeper.call(accounts.addGroup, { name: `群 ${at}`, members: 100 });
    links.push(await one.keeper.call(shares.createShare, { ...link, groupId }));
  }
  server.clock.advance(20_000);

  await Promise.all(
    links.map(({ shareId }) => one.keeper.call(shares.recordEvidence, { shareId, grade: 'E1' as const })),
  );

  const claims = await server.db.selectFrom('taskEvidence').select(['verdict', 'reasons']).execute();
  expect(claims.filter(({ verdict }) => verdict === 'counted')).toHaveLength(1);
  expect(claims.filter(({ reasons }) => reasons.includes('too_fast'))).toHaveLength(5);
});

test('groups are hers: named once, corrected, put away, and a link for each', async () => {
  const one = await givenOne();
  const add = (name: string, members: number) => one.keeper.call(accounts.addGroup, { name, members });
  const tea = await add('茶友群', 200);
  expect(await add('茶友群', 220)).toMatchObject({ groupId: tea.groupId, members: 220 });
  const family = await add('邻居群', 80);
  expect(await one.keeper.call(accounts.listGroups, {})).toMatchObject({ reach: 300 });
  await expect(
    one.keeper.call(accounts.changeGroup, { groupId: family.groupId, name: '茶友群', members: 80 }),
  ).rejects.toMatchObject({ code: 'groups.name_taken' });
  const link = { showId: one.showId, materialId: one.materialId, taskId: one.taskId };
  const [plain, forTea] = [
    await one.keeper.call(shares.createShare, link),
    await one.keeper.call(shares.createShare, { ...link, groupId: tea.groupId }),
  ];
  expect(forTea.code).not.toBe(plain.code);
  expect((await one.keeper.call(shares.createShare, { ...link, groupId: tea.groupId })).code).toBe(forTea.code);
  await one.keeper.call(accounts.archiveGroup, { groupId: family.groupId });
  expect(await one.keeper.call(accounts.listGroups, {})).toMatchObject({ reach: 220 });
});
