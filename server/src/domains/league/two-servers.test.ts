import { insights, league, log } from '@shoal/contract';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { givenShow } from '../../testing/given-show.ts';
import { hasRedis, useTwoServers } from '../../testing/use-two-servers.ts';

describe.runIf(hasRedis)('a school on two servers', () => {
  const { enter, server, signInThere } = useTwoServers();

  test('[LE6][RD2] both notice the goal and say it once; the radar counts the people of both', async () => {
    const host = await server.signIn('host');
    const near = await server.signIn('shopkeeper');
    const far = await server.signIn('shopkeeper');
    const guestIds = [near.member.accountId, far.member.accountId];
    const { materialId, showId } = await givenShow(server.db, { hostId: host.member.accountId, guestIds });
    const { socket: studio } = await enter(host, showId, 'studio');
    const { socket: here } = await enter(near, showId);
    const { socket: there } = await enter(await signInThere(far), showId);
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
