import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { givenSchool } from '../bench/ground/given-school.ts';
import { type Ground, openGround } from '../bench/ground/open-ground.ts';
import { checkShow } from './harness/check-show.ts';
import { LivingServer } from './harness/living-server.ts';
import { type Crowd, openCrowd } from './harness/open-crowd.ts';
import { openPressingHost } from './harness/pressing-host.ts';
import { chooseSize, PROOF_LIMIT_MS } from './harness/proof-size.ts';

const SIZE = chooseSize({ short: { kills: 3, shopkeepers: 60 }, long: { kills: 20, shopkeepers: 200 } });
const DROPS_PER_SECOND = 10;
const CHATS_PER_SECOND = 20;

let ground: Ground;
let server: LivingServer;
beforeEach(async () => {
  ground = await openGround();
  server = await LivingServer.open(ground);
});
afterEach(async () => {
  await server?.close();
  await ground?.close();
});

/** Does something over and over, at random moments around the rate, until it is told to stop. */
function keepDoing(perSecond: number, act: () => Promise<unknown>) {
  const done: Promise<unknown>[] = [];
  let isOver = false;
  const run = async () => {
    while (!isOver) {
      done.push(act());
      await wait((Math.random() * 2 * 1_000) / perSecond);
    }
  };
  const running = run();
  return {
    /** Stops and waits for all that was begun. @throws what one of them threw */
    stop: async () => {
      isOver = true;
      await running;
      await Promise.all(done);
    },
  };
}

test(
  '[LG1][LG2][LG3][RS1][RC1] kill -9 at random moments under load loses and doubles nothing',
  async () => {
    const school = await givenSchool(ground.db, SIZE.shopkeepers);
    const crowd: Crowd = await openCrowd(school, server.port);
    const host = openPressingHost({ ...school, port: server.port });
    const pressing = keepDoing(DROPS_PER_SECOND, host.press);
    const refusing = keepDoing(1, host.pressInVain);
    const chatting = keepDoing(CHATS_PER_SECOND, crowd.chatter);

    for (let kill = 0; kill < SIZE.kills; kill += 1) {
      await wait(300 + Math.random() * 1_500);
      await server.kill();
    }
    await wait(500);
    await Promise.all([pressing.stop(), refusing.stop(), chatting.stop()]);
    await crowd.untilCurrent(Math.max(...host.acknowledged.values()));
    const { acknowledged, refused, retries } = host;
    const complaints = await checkShow(ground.db, { showId: school.showId, acknowledged, refused, ...crowd.testify() });
    const figures = { kills: SIZE.kills, drops: acknowledged.size, retries, refused: refused.length };
    console.log({ ...figures, said: crowd.testify().said.length, awayMs: server.awayMs.map(Math.round) });
    host.close();
    crowd.close();

    expect(complaints).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(SIZE.kills);
  },
  PROOF_LIMIT_MS,
);
