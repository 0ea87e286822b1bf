import { afterEach, beforeEach, expect, test } from 'vitest';
import { fanout } from './benches/fanout.ts';
import { type Ground, openGround } from './ground/open-ground.ts';

// A bench that is never run stops working: each runs here with a few sockets, and only counts are asserted.
const tiny = { sockets: 50, pairs: 1, drops: 3, everyMs: 10, idleMs: 1 };

let ground: Ground;
beforeEach(async () => {
  ground = await openGround();
});
afterEach(() => ground.close());

test('fanout() reaches every socket of ours and of the peers once, in order', async () => {
  const { figures, voids } = await fanout(ground, tiny);

  const [round] = figures.rounds as { [name: string]: { window: object } }[];
  for (const name of ['shoal', 'ws', 'socket.io']) {
    expect(round?.[name]?.window, name).toMatchObject({ expected: 150, delivered: 150, gaps: 0, repeats: 0 });
  }
  expect(voids.filter((why) => !why.includes('load'))).toEqual([]);
}, 60_000);
