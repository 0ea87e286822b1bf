import { expect, test } from 'vitest';
import { glass } from './benches/glass.ts';
import { join } from './benches/join.ts';

// Benches whose viewers are browsers, for a moment; `npm test` has the pages built.
test('join() sees a cold and a warm start of the product', async () => {
  const { figures } = await join({ pairs: 0, rttsMs: [20] });

  expect(figures.joins).toEqual([{ rttMs: 20, coldMs: expect.any(Number), warmMs: expect.any(Number) }]);
  for (const { coldMs, warmMs } of figures.joins) expect(Math.min(coldMs, warmMs)).toBeGreaterThan(20);
});

test('glass() reads the clock in the picture of each way', async () => {
  const { figures } = await glass({ pairs: 0, readings: 3 });

  expect(figures.rounds).toHaveLength(1);
  for (const delaysMs of Object.values(figures.rounds[0] ?? {})) {
    expect(delaysMs.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...delaysMs)).toBeGreaterThan(0);
  }
});
