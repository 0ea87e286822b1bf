import { expect, test } from 'vitest';
import { type Place, PosterQueue } from './poster-queue.ts';

/** Takes a place. @returns it, and whether it is her turn */
async function take(queue: PosterQueue) {
  const place = queue.take() as Place; // Each test says how many there are.
  let isIn = false;
  void place.turn.then(() => {
    isIn = true;
  });
  const isHerTurn = async () => {
    await Promise.resolve();
    return isIn;
  };
  return { ...place, isHerTurn };
}
const whoIsIn = (places: { isHerTurn: () => Promise<boolean> }[]) => Promise.all(places.map((one) => one.isHerTurn()));

test('take() lets in by turns, in the order they came, and forgets who went away', async () => {
  const queue = new PosterQueue({ turns: 2, readMsPerPoster: () => 10 });
  const places = [await take(queue), await take(queue), await take(queue), await take(queue), await take(queue)];
  expect(await whoIsIn(places)).toEqual([true, true, false, false, false]);
  expect(queue.held).toBe(3);

  places[2]?.leave();
  places[0]?.leave();
  places[0]?.leave();
  expect(await whoIsIn(places)).toEqual([true, true, false, true, false]);
  expect(queue.held).toBe(1);
  for (const { leave } of places) leave();
  expect(queue.held).toBe(0);
  expect(await (await take(queue)).isHerTurn()).toBe(true);
});

test('take() gives no place when half a minute would not do, and says when to come again', () => {
  const queue = new PosterQueue({ turns: 1, readMsPerPoster: () => 10_000 });
  expect(queue.retryAfterSeconds).toBe(1);
  const places = Array.from({ length: 6 }, () => queue.take());
  expect(places.map((place) => place !== undefined)).toEqual([true, true, true, true, true, false]);
  expect(queue.retryAfterSeconds).toBe(20);
  places[0]?.leave();
  expect(queue.take()).toBeDefined();
});

test('take() holds no more than it may, however fast they are painted', () => {
  const queue = new PosterQueue({ turns: 1, readMsPerPoster: () => 0, maxHeld: 2 });
  const places = Array.from({ length: 4 }, () => queue.take());
  expect(places.map((place) => place !== undefined)).toEqual([true, true, true, false]);
});
