import { expect, test } from 'vitest';
import { packaging } from './benches/packaging.ts';

// A bench that is never run stops working: it runs here for a moment, and only that both arms worked is asserted.
test('packaging() finds both arms at work', async () => {
  const { voids } = await packaging({ pairs: 0, warmUpMs: 1_000, windowMs: 5_000 });

  expect(voids).toEqual([]);
}, 60_000);
