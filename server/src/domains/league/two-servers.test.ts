import { insights, league, log, PROTOCOL_VERSION, type ShowId, shows, type TabId } from '@shoal/contract';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/new-id.ts';
import { givenShow } from '../../testing/given-show.ts';
import { type SignedIn, useTestServer } from '../../testing/test-server.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const { TEST_REDIS_URL = '' } = process.env;

describe.runIf(TEST_REDIS_URL)('a school on two servers', () => {
  const server = useTestServer({ env: { REDIS_URL: TEST_REDIS_URL, LOG_LEVEL: 'silent' } });
  let otherUrl: string;
  beforeAll(async () => {
    const { shoal, url } = await server.startAnother();
    otherUrl = url;
    await waitUntil(
      async () => (await shoal.ground.io.of('/').adapter.serverCount()) === 2,
      'the servers did not meet',
      15_000,
    );
  });

  async function enter(who: SignedIn, showId: ShowId, door: 'studio' | 'room' = 'room') {
    const socket = await who.connect();
    const tabId = newId<TabId>();
    await socket.send(shows.joinShow, { showId, door, tabId, protocol: PROTOCOL_VERSION, position: null });
    return socket;
  }

  test('[LE6][RD2] both notice the goal and say it once; the radar counts the people of both', async () => {
    const host = await server.signIn('host');
    const near = await server.signIn('shopkeeper');
    const far = await server.signIn('shopkeeper');
    const guestIds = [near.member.accountId, far.member.accountId];
    const { materialId, showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
    const studio = await enter(host, showId, 'studio');
    const here = await enter(near, showId);
    const there = await enter(await server.signInAgain(far, otherUrl), showId);
    await studio.send(league.setGoal, { showId, target: 1, idempotencyKey: crypto.randomUUID() });

    await sql`with made as (
        insert into shares (id, code, shopkeeper_id, show_id, material_id, drop_seq, created_at)
        values (gen_random_uuid(), 'abcdefghijklmn', ${near.member.accountId}, ${showId}, ${materialId}, 1, now())
        returning id
      ) insert into share_evidence (share_id, grade, at) select id, 'E2', now() from made`.execute(server.db);

    for (const socket of [here, there]) {
      await socket.waitFor(league.goalChanged, ({ goal }) => goal.isReached && goal.cameBack === 1);
      const kinds = socket.received(log.entryAppended).map(({ entry }) => entry.kind);
      expect(kinds).toEqual(['goal.set', 'goal.reached']);
    }
    await studio.waitFor(insights.radarChanged, ({ cohorts, online }) => online === 2 && cohorts[0]?.online === 2);
  });
});
