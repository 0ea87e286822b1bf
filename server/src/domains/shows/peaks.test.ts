import type { ShowId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { givenAccount } from '../../testing/given.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestShows } from '../../testing/test-shows.ts';
import { raisePeak } from './peaks.ts';

const shoal = useTestShows();
const read = (showId: ShowId) =>
  shoal.db.selectFrom('showPeaks').select('people').where('showId', '=', showId).executeTakeFirst();

test('the timers keep the most people that a live show had at once, and none of its lobby', async () => {
  const [lobby, live] = [await givenShow(shoal.db, { state: 'scheduled' }), await givenShow(shoal.db)];
  const [one, two] = [await givenAccount(shoal.db, 'shopkeeper'), await givenAccount(shoal.db, 'shopkeeper')];
  const { presence, runTimers } = shoal.deps;
  for (const { showId } of [lobby, live]) {
    presence.enter(showId, one.accountId, `phone ${showId}`);
    presence.enter(showId, two.accountId, `phone 2 ${showId}`);
  }
  await runTimers();
  presence.leave(live.showId, two.accountId, `phone 2 ${live.showId}`);
  await runTimers();

  expect(await read(live.showId)).toEqual({ people: 2 });
  expect(await read(lobby.showId)).toBeUndefined();
});

test('raisePeak() keeps the higher of what two servers saw', async () => {
  const { showId } = await givenShow(shoal.db);
  await raisePeak(shoal.db, { showId, people: 5, at: new Date() });
  await raisePeak(shoal.db, { showId, people: 3, at: new Date() });
  expect(await read(showId)).toEqual({ people: 5 });
});
