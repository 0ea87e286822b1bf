import process from 'node:process';
import { expect, test } from 'vitest';
import { floor } from './benches/floor.ts';
import { forward } from './benches/forward.ts';
import { packaging } from './benches/packaging.ts';
import { piped } from './benches/piped.ts';
import { viewersPerCore } from './benches/viewers-per-core.ts';

// A bench that is never run stops working: it runs here for a moment, and only that both arms worked is asserted.
test('packaging() finds both arms at work', async () => {
  const { voids } = await packaging({ pairs: 1, warmUpMs: 1_000, windowMs: 6_000 });

  expect(voids).toEqual([]);
}, 60_000);

test.skipIf(!process.env.SWARM_PATH)(
  'floor() finds sealing cheaper than sealing and sending',
  async () => {
    const sizes = { viewers: 4, pairs: 0, windowMs: 20 };
    const { figures } = await floor({ ...sizes, swarmPath: process.env.SWARM_PATH ?? '' });

    for (const { sealUs, sendmmsgUs, sendtoUs } of figures.rounds) {
      expect(sealUs).toBeGreaterThan(0);
      expect(Math.min(sendmmsgUs, sendtoUs)).toBeGreaterThan(sealUs);
    }
    expect(figures.rounds).toHaveLength(1);
  },
  20_000,
);

// Its viewers are a Go program: `npm test` builds it where it can, and says so where it cannot.
test.skipIf(!process.env.SWARM_PATH)(
  'forward() brings each packet to every viewer of ours and of bare mediasoup',
  async () => {
    const sizes = { viewers: 10, pairs: 1, warmUpMs: 500, windowMs: 1_500 };
    const { figures } = await forward({ ...sizes, swarmPath: process.env.SWARM_PATH ?? '' });

    const [{ floor, ...windows } = {}] = figures.pairs;
    for (const window of Object.values(windows)) {
      expect(window).toMatchObject({ receiving: 10, broken: 0 });
      expect(window.packets).toBeGreaterThan(0);
    }
    expect(floor?.bytes).toBeGreaterThan(200);
    expect(figures.pairs).toHaveLength(1);
  },
  60_000,
);

test.skipIf(!process.env.SWARM_PATH)(
  'piped() brings each packet to every viewer on one worker and on two',
  async () => {
    const sizes = { viewers: 6, pairs: 0, warmUpMs: 500, windowMs: 1_000 };
    const { figures } = await piped({ ...sizes, swarmPath: process.env.SWARM_PATH ?? '' });

    for (const window of Object.values(figures.pairs[0] ?? {})) {
      expect(window).toMatchObject({ receiving: 6, broken: 0 });
    }
    expect(figures.pairs).toHaveLength(1);
  },
  120_000,
);

test.skipIf(!process.env.SWARM_PATH)(
  'viewersPerCore() searches between none and the most it was told',
  async () => {
    const sizes = { mostViewers: 10, warmUpMs: 500, windowMs: 1_000 };
    const { figures } = await viewersPerCore({ ...sizes, swarmPath: process.env.SWARM_PATH ?? '' });

    expect(figures.searches.map(({ name }) => name)).toEqual(['shoal', 'mediasoup']);
    for (const { held, tries } of figures.searches) {
      expect(tries.length).toBe(1);
      expect(held).toBeLessThanOrEqual(10);
      expect(tries[0]?.window?.receiving).toBe(tries[0]?.viewers);
    }
  },
  120_000,
);
