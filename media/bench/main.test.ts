import process from 'node:process';
import { expect, test } from 'vitest';
import { forward } from './benches/forward.ts';
import { packaging } from './benches/packaging.ts';

// A bench that is never run stops working: it runs here for a moment, and only that both arms worked is asserted.
test('packaging() finds both arms at work', async () => {
  const { voids } = await packaging({ pairs: 0, warmUpMs: 1_000, windowMs: 5_000 });

  expect(voids).toEqual([]);
}, 60_000);

// Its viewers are a Go program: `npm test` builds it where it can, and says so where it cannot.
test.skipIf(!process.env.SWARM_PATH)(
  'forward() brings each packet to every viewer of ours and of bare mediasoup',
  async () => {
    const sizes = { viewers: 10, pairs: 1, warmUpMs: 500, windowMs: 1_500 };
    const { figures } = await forward({ ...sizes, swarmPath: process.env.SWARM_PATH ?? '' });

    for (const window of Object.values(figures.pairs[0] ?? {})) {
      expect(window).toMatchObject({ receiving: 10, broken: 0 });
      expect(window.packets).toBeGreaterThan(0);
    }
    expect(figures.pairs).toHaveLength(1);
  },
  60_000,
);
