import { afterEach, beforeEach, expect, test } from 'vitest';
import { givenSchool } from '../bench/ground/given-school.ts';
import { type Ground, openGround } from '../bench/ground/open-ground.ts';
import { faultPoints } from '../src/platform/fault-points.ts';
import { checkShow } from './harness/check-show.ts';
import { LivingServer } from './harness/living-server.ts';
import { openCrowd } from './harness/open-crowd.ts';
import { openPressingHost } from './harness/pressing-host.ts';
import { chooseSize, PROOF_LIMIT_MS } from './harness/proof-size.ts';

const DEATHS_PER_POINT = chooseSize({ short: 3, long: 50 });

let ground: Ground;
let server: LivingServer | undefined;
beforeEach(async () => {
  ground = await openGround();
});
afterEach(async () => {
  await server?.close(); // Else its lives go on when the test has failed, in the next one's time.
  await ground?.close();
});

test.each(faultPoints)(
  '[LG2] a host who asks again after a death at %s gets one result, and makes one effect',
  async (point) => {
    const school = await givenSchool(ground.db, 5);
    const living = await LivingServer.open(ground, (life) => ({
      NODE_ENV: 'test',
      // The last life is let live, so that everything can come to rest.
      ...(life < DEATHS_PER_POINT && { FAULT_POINT: point }),
    }));
    server = living;
    const crowd = await openCrowd(school, living.port);
    // Until the answer is on its way each life dies of the same press.
    const host = openPressingHost({ ...school, port: living.port }, DEATHS_PER_POINT + 1);

    for (let death = 1; death <= DEATHS_PER_POINT; death += 1) {
      await host.press();
      await living.untilDied(death);
    }
    for (const [key, seq] of host.acknowledged) expect(await host.pressAgain(key)).toBe(seq);
    await crowd.untilCurrent(Math.max(...host.acknowledged.values()));
    const { acknowledged, refused } = host;
    const complaints = await checkShow(ground.db, { showId: school.showId, acknowledged, refused, ...crowd.testify() });
    host.close();
    crowd.close();
    await living.close();

    expect(complaints).toEqual([]);
  },
  PROOF_LIMIT_MS,
);
