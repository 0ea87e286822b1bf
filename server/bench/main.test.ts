import { afterEach, beforeEach, expect, test } from 'vitest';
import { acked } from './benches/acked.ts';
import { crossNode } from './benches/cross-node.ts';
import { fanout } from './benches/fanout.ts';
import { memory } from './benches/memory.ts';
import { posters } from './benches/posters.ts';
import { receipts } from './benches/receipts.ts';
import { resume } from './benches/resume.ts';
import { type Ground, openGround } from './ground/open-ground.ts';

// A bench that is never run stops working: each runs here with a few sockets, and only counts are asserted.
const tiny = { sockets: 50, pairs: 1, drops: 3, everyMs: 10, idleMs: 1, posters: 8 };
const contestants = ['shoal', 'ws', 'socket.io'];

let ground: Ground;
beforeEach(async () => {
  ground = await openGround();
});
afterEach(() => ground.close());

test('fanout() reaches every socket of ours and of the peers once, in order', async () => {
  const { figures } = await fanout(ground, tiny);

  for (const name of contestants) {
    const counts = { expected: 150, delivered: 150, gaps: 0, repeats: 0 };
    expect(figures.rounds[0]?.[name]?.window, name).toMatchObject(counts);
  }
}, 60_000);

test('acked() gets an acknowledgement for every delivery of ours and of the peers', async () => {
  const { figures } = await acked(ground, tiny);

  for (const name of contestants) expect(figures.rounds[0]?.[name]?.units, name).toBe(150);
}, 60_000);

test('memory() reads what sockets hold in each of the servers', async () => {
  const { figures } = await memory(ground, tiny);

  expect(Object.keys(figures)).toEqual(contestants);
}, 60_000);

test('posters() gives everybody her own while drops arrive', async () => {
  const { figures } = await posters(ground, { ...tiny, sockets: 10 });

  expect(figures.crowd).toMatchObject({ painted: 8 });
  expect(figures.lost).toBe(0);
}, 60_000);

test('resume() brings everybody back', async () => {
  const { figures } = await resume(ground, tiny);

  expect(figures.returned).toMatchObject({ current: 50, joined: 50 });
}, 60_000);

test('receipts() keeps a receipt of everybody', async () => {
  const { figures } = await receipts(ground, tiny);

  expect(figures.stored).toBe(50);
}, 60_000);

test('crossNode() loses nothing between two servers, also while Redis hangs', async () => {
  const { figures } = await crossNode(ground, { ...tiny, drops: 20, everyMs: 100 });

  expect(figures.whole).toMatchObject({ lost: 0 });
  expect(figures.frozen).toMatchObject({ lost: 0 });
  expect(figures.frozen.hopMs).toHaveLength(20);
}, 60_000);
