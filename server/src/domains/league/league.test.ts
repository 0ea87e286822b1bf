import {
  type AccountId,
  league,
  log,
  PROTOCOL_VERSION,
  type ShareId,
  type ShowId,
  shows,
  type TabId,
} from '@shoal/contract';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { type GivenShow, givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { readSchoolChanges } from '../../views/school-changes.ts';
import { createLeagueBoard } from './league-board.ts';
import type { SchoolChanges } from './league-deps.ts';

const server = useTestServer();
const key = () => ({ idempotencyKey: crypto.randomUUID() });

async function enter(who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') {
  const socket = await who.connect();
  const tabId = newId<TabId>();
  await socket.send(shows.joinShow, { showId, door, tabId, protocol: PROTOCOL_VERSION, position: null });
  return socket;
}

async function givenSchool(details: { state?: shows.ShowState; isRehearsal?: boolean } = {}) {
  const host = await server.signIn('host');
  const keeper = await server.signIn('shopkeeper', { displayName: '王姐' });
  const hostId = host.member.accountId;
  const guestIds = [keeper.member.accountId];
  const show = await givenShow(server.db, { hostId, guestIds, ...(details.state && { state: details.state }) });
  if (details.isRehearsal) {
    await server.db.updateTable('shows').set({ isRehearsal: true }).where('id', '=', show.showId).execute();
  }
  const { showId } = show;
  return { ...show, host, keeper, studio: await enter(host, showId, 'studio'), room: await enter(keeper, showId) };
}

/** Links of the show with their evidence, as if they had always been there. */
async function givenForwards({ materialId, showId }: GivenShow, shopkeeperId: AccountId, grades: ('E1' | 'E2')[]) {
  for (const grade of grades) {
    const shareId = newId<ShareId>();
    const code = newId().replaceAll('-', '').slice(0, 14);
    await sql`insert into shares (id, code, shopkeeper_id, show_id, material_id, drop_seq, created_at)
      select ${shareId}, ${code}, ${shopkeeperId}, ${showId}, id, 1, now() from materials where id = ${materialId}
      on conflict do nothing`.execute(server.db);
    await sql`insert into share_evidence (share_id, grade, at) values (${shareId}, ${grade}, now())`.execute(server.db);
  }
}

const stand = (showId: ShowId, shopkeeperId: AccountId, score: number) =>
  sql`insert into task_standings (show_id, shopkeeper_id, points, score, reached_at)
    values (${showId}, ${shopkeeperId}, ${Math.floor(score / 100)}, ${score}, now())
    on conflict (show_id, shopkeeper_id) do update set score = excluded.score, points = excluded.points,
      reached_at = excluded.reached_at`.execute(server.db);

/** Her place, once she has one: it is looked for in the table, and told within the second. */
async function waitForPlace(who: SignedIn, showId: ShowId, socket: Awaited<ReturnType<typeof enter>>) {
  const places = server.db.selectFrom('leaguePlaces').select('fish').where('showId', '=', showId);
  await waitUntil(() => places.where('shopkeeperId', '=', who.member.accountId).executeTakeFirst(), 'she has no place');
  return waitUntil(async () => (await socket.send(league.getPlace, { showId })).place, 'her place is not told');
}

test('[LE5] setGoal() makes one entry for its key, and every room hears how far it is', async () => {
  const { keeper, room, showId, studio, ...show } = await givenSchool();
  await givenForwards({ ...show, showId }, keeper.member.accountId, ['E1']);
  const ask = { showId, target: 50, ...key() };

  const { seq } = await studio.send(league.setGoal, ask);
  expect(await studio.send(league.setGoal, ask)).toEqual({ seq });

  const { goal } = await room.waitFor(league.goalChanged, (told) => told.goal.sentOut === 1);
  expect(goal).toEqual({ target: 50, cameBack: 0, sentOut: 1, weighed: 4, isReached: false });
  expect((await room.send(league.getGoal, { showId })).goal).toEqual(goal);
  expect(room.received(log.entryAppended).map(({ entry }) => entry.kind)).toEqual(['goal.set']);
});

test('[LE5] a goal may be set before the show and not after it', async () => {
  const coming = await givenSchool({ state: 'scheduled' });
  expect(await coming.studio.send(league.setGoal, { showId: coming.showId, target: 5, ...key() })).toEqual({ seq: 1 });

  const { hostId, showId, studio } = await givenSchool();
  await server.db
    .updateTable('shows')
    .set({ state: 'ended', endedAt: new Date() })
    .where('hostId', '=', hostId)
    .execute();
  await expect(studio.send(league.setGoal, { showId, target: 5, ...key() })).rejects.toMatchObject({
    code: 'shows.wrong_state',
  });
});

test('[LE6] reaching the goal is said once, and anew for another target', async () => {
  const { keeper, room, showId, studio, ...show } = await givenSchool();
  await givenForwards({ ...show, showId }, keeper.member.accountId, ['E2']);
  await studio.send(league.setGoal, { showId, target: 1, ...key() });

  await room.waitFor(log.entryAppended, ({ entry }) => entry.kind === 'goal.reached');
  await room.waitFor(league.goalChanged, ({ goal }) => goal.isReached && goal.cameBack === 1);
  await studio.send(league.setGoal, { showId, target: 1, ...key() });
  await studio.send(league.setGoal, { showId, target: 7, ...key() });

  await room.waitFor(league.goalChanged, ({ goal }) => goal.target === 7 && !goal.isReached);
  const kinds = room.received(log.entryAppended).map(({ entry }) => entry.kind);
  expect(kinds).toEqual(['goal.set', 'goal.reached', 'goal.set', 'goal.set']);
});

test('[LE1] who joins a live show is placed by her first show and her groups, and keeps the place', async () => {
  const { keeper, room, showId } = await givenSchool();
  const place = () => waitForPlace(keeper, showId, room);
  expect(await place()).toMatchObject({ tenure: 'fry', reach: 'brook', rank: null, size: 1, showsName: false });

  await sql`insert into shopkeeper_groups (id, shopkeeper_id, name, members, created_at)
    values (gen_random_uuid(), ${keeper.member.accountId}, '老客群', 480, now())`.execute(server.db);
  expect(await place()).toMatchObject({ reach: 'brook' });

  const next = await givenShow(server.db, { guestIds: [keeper.member.accountId] });
  const long = new Date(Date.now() - 40 * 7 * 86_400_000);
  await server.db.updateTable('leagueMembers').set({ firstShowAt: long }).execute();
  const later = await enter(keeper, next.showId);
  const there = await waitForPlace(keeper, next.showId, later);
  expect(there).toMatchObject({ tenure: 'lead', reach: 'river' });
});

test('[LE7] a rehearsal places people and leaves no trace beyond itself', async () => {
  const { keeper, room, showId } = await givenSchool({ isRehearsal: true });
  await waitForPlace(keeper, showId, room);
  expect(await server.db.selectFrom('leagueMembers').selectAll().execute()).toEqual([]);
});

test('[LE4] her league is told while it is open, without ids, and her name only when she says so', async () => {
  const { keeper, room, showId, studio } = await givenSchool();
  await stand(showId, keeper.member.accountId, 250);
  await waitForPlace(keeper, showId, room);
  const opened = await room.send(league.openLeague, { showId });
  expect(opened.place).toMatchObject({ rank: 1, score: 250, points: 2, gapToNext: null });
  expect(JSON.stringify(opened)).not.toContain(keeper.member.accountId);
  expect(opened.league?.top).toEqual([{ rank: 1, fish: opened.place?.fish, name: null, score: 250 }]);

  await room.send(league.showName, { showId, showsName: true });
  await room.waitFor(league.topChanged, (told) => told.league.top[0]?.name === '王姐');
  await stand(showId, keeper.member.accountId, 0);
  await room.waitFor(league.topChanged, (told) => told.league.ranked === 0);

  const { leagues } = await studio.send(league.listLeagues, { showId });
  expect(leagues).toEqual([{ tenure: 'fry', reach: 'brook', size: 1, ranked: 0, top: [] }]);
});

test('[LE8] what commits late is not missed', async () => {
  const { keeper, showId } = await givenSchool();
  const read = (cursor: string | null) => readSchoolChanges<SchoolChanges>(server.db, showId, cursor);
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let isWritten = () => {};
  const written = new Promise<void>((resolve) => {
    isWritten = resolve;
  });
  const slow = server.db.transaction().execute(async (tx) => {
    await sql`insert into task_standings (show_id, shopkeeper_id, points, score, reached_at)
      values (${showId}, ${keeper.member.accountId}, 1, 100, now())`.execute(tx);
    isWritten();
    await held;
  });
  await written;
  const before = await read(null);
  await stand((await givenSchool()).showId, (await server.signIn('shopkeeper')).member.accountId, 100);
  const between = await read(before.cursor);
  commit();
  await slow;

  expect([...before.standings, ...between.standings]).toEqual([]);
  expect((await read(between.cursor)).standings).toMatchObject([{ score: 100 }]);
});

test.each(['this', 'another'])(
  '[LE8] each change comes once while a transaction is open in %s database',
  async (place) => {
    const { keeper, showId } = await givenSchool();
    const read = (cursor: string | null) => readSchoolChanges<SchoolChanges>(server.db, showId, cursor);
    const holder = new pg.Client({
      connectionString: place === 'this' ? server.ground.config.databaseUrl : process.env.TEST_DATABASE_URL,
    });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query('select pg_current_xact_id()');
      const first = await read(null);
      await stand(showId, keeper.member.accountId, 100);
      const second = await read(first.cursor);
      const third = await read(second.cursor);
      await stand(showId, keeper.member.accountId, 200);
      const fourth = await read(third.cursor);
      await holder.query('commit');

      expect([first, second, third, fourth].map(({ standings }) => standings.map(({ score }) => score))).toEqual([
        [],
        [100],
        [],
        [200],
      ]);
      expect((await read(fourth.cursor)).standings).toEqual([]);
    } finally {
      await holder.end();
    }
  },
);

test('[LE8] ten thousand standings are loaded once and then moved by what changed', { timeout: 30_000 }, async () => {
  const { showId } = await givenSchool();
  await sql`insert into accounts (id, account_name, role, display_name, created_at)
    select gen_random_uuid(), 'k' || n, 'shopkeeper', 'k' || n, now() from generate_series(1, 10000) n`.execute(
    server.db,
  );
  await sql`insert into league_places (show_id, shopkeeper_id, tenure, reach, fish, placed_at)
    select ${showId}, id, 'fry', 'brook', 1000, now() from accounts where account_name like 'k%'
    on conflict do nothing`.execute(server.db);
  await sql`insert into task_standings (show_id, shopkeeper_id, points, score, reached_at)
    select ${showId}, id, 1, 100 + (random() * 5000)::int, now() from accounts where account_name like 'k%'`.execute(
    server.db,
  );
  const board = createLeagueBoard();
  const time = async (act: () => Promise<unknown> | unknown) => {
    const from = performance.now();
    await act();
    return Math.round((performance.now() - from) * 10) / 10;
  };
  let changes: SchoolChanges | undefined;
  const read = async () => {
    changes = await readSchoolChanges<SchoolChanges>(server.db, showId, changes?.cursor ?? null);
    board.apply(changes);
  };
  const figures = { loadMs: await time(read), settleMs: await time(board.settle) };
  await sql`update task_standings set score = score + 10000 where shopkeeper_id in
    (select shopkeeper_id from task_standings limit 100)`.execute(server.db);
  const moved = { readMs: await time(read), count: changes?.standings.length, settleMs: await time(board.settle) };
  const quiet = { readMs: await time(read), count: changes?.standings.length };

  process.stdout.write(`10,000 standings: ${JSON.stringify({ ...figures, moved, quiet })}\n`);
  expect(board.findTop({ tenure: 'fry', reach: 'brook' })).toMatchObject({ ranked: 10_000 });
  expect([moved.count, quiet.count]).toEqual([100, 0]);
  const ranks = new Set(board.findTop({ tenure: 'fry', reach: 'brook' })?.top.map(({ rank }) => rank));
  expect(Math.min(...ranks)).toBe(1);
});
