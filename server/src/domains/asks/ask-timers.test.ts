import { ASK_CLOSING_MS, asks, type log, type ShowId } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenOpenAsk } from '../../testing/given-ask.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { listEntriesAfter } from '../shows/show-log.store.ts';
import { chooseNextCheckIn } from './choose-next-check-in.ts';
import { upsertArmed } from './surprise.store.ts';

const server = useTestServer({ env: { LOG_LEVEL: 'silent' } });

const listKinds = async (showId: ShowId) =>
  (await listEntriesAfter(server.db, showId, { afterSeq: 0, limit: 100 })).map(({ kind }) => kind);
const waitForEntry = (showId: ShowId, kind: log.LogEntryKind) =>
  waitUntil(async () => (await listKinds(showId)).includes(kind), `no ${kind} came`);

test('[AK4] an ask that ran out closes by itself, once, also with two servers', async () => {
  const { showId } = await givenShow(server.db);
  await server.startAnother();
  const now = server.clock.now().getTime();
  await givenOpenAsk(server.db, showId, {
    openedAt: new Date(now - 60_000),
    closesAt: new Date(now - ASK_CLOSING_MS + 500),
  });
  expect(await listKinds(showId)).toEqual([]);

  await waitForEntry(showId, 'ask.closed');

  server.clock.advance(60_000);
  const other = await givenShow(server.db);
  await givenOpenAsk(server.db, other.showId, { openedAt: new Date(now - 60_000), closesAt: new Date(now) });
  await waitForEntry(other.showId, 'ask.closed'); // Every beat since has passed by the first show as well.
  expect(await listKinds(showId)).toEqual(['ask.closed']);
});

test('[AK2] a surprise comes when its moment does, once, and the next one is drawn', async () => {
  const { showId } = await givenShow(server.db);
  const nextAt = new Date(server.clock.now().getTime() - 1);
  await upsertArmed(server.db, showId, { everyMinutes: 10, openSeconds: 60, nextAt });

  await waitForEntry(showId, 'ask.opened');

  const [entry] = await listEntriesAfter(server.db, showId, { afterSeq: 0, limit: 10 });
  expect(entry?.body).toMatchObject({ kind: 'check_in', isSurprise: true });
  const [row] = await server.db.selectFrom('surpriseCheckIns').select('nextAt').execute();
  expect(row?.nextAt.getTime()).toBeGreaterThan(server.clock.now().getTime());
});

test('[AK2] a surprise waits for what the host asks, and for the host', async () => {
  const busy = await givenShow(server.db);
  const away = await givenShow(server.db, { row: { isHostAway: true, hostGoneSince: new Date() } });
  const openId = await givenOpenAsk(server.db, busy.showId);
  const nextAt = new Date(server.clock.now().getTime() - 1);
  for (const { showId } of [busy, away])
    await upsertArmed(server.db, showId, { everyMinutes: 10, openSeconds: 60, nextAt });

  const rows = await waitUntil(async () => {
    const drawn = await server.db
      .selectFrom('surpriseCheckIns')
      .select('nextAt')
      .where('nextAt', '>', nextAt)
      .execute();
    return drawn.length === 2 && drawn;
  }, 'the moments were not drawn anew');

  expect(rows).toHaveLength(2);
  expect(await listKinds(busy.showId)).toEqual([]);
  const open = await server.db.selectFrom('asks').select('id').where('closedAt', 'is', null).execute();
  expect(open).toEqual([{ id: openId }]);
});

test('[AK2] nobody is told the next moment, not even by the route of the crew', async () => {
  const host = await server.signIn('host');
  const { showId } = await givenShow(server.db, { hostId: host.member.accountId });
  const surprise = { everyMinutes: 10, openSeconds: 60 };
  await upsertArmed(server.db, showId, { ...surprise, nextAt: new Date(Date.now() + 3_600_000) });

  expect((await host.call(asks.listAsks, { showId })).surprise).toEqual(surprise);
});

test('chooseNextCheckIn() keeps the mean that the host chose, and never comes at once', () => {
  const now = new Date(0);
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 120 }), fc.integer({ min: 10, max: 600 }), (everyMinutes, openSeconds) => {
      const draws = 2_000;
      const waits = Array.from({ length: draws }, (_, at) =>
        chooseNextCheckIn({ everyMinutes, openSeconds }, now, (at + 0.5) / draws).getTime(),
      );
      const meanMinutes = waits.reduce((sum, ms) => sum + ms, 0) / draws / 60_000;
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(30_000);
      expect(Math.abs(meanMinutes / everyMinutes - 1)).toBeLessThan(0.02);
    }),
    { numRuns: 50 },
  );
});
