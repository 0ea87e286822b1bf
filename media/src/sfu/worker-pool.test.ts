import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog } from '../platform/log.ts';
import { WorkerPool } from './worker-pool.ts';
import type { WorkerCloseReason, WorkerSlot } from './worker-slot.ts';

const SIX_MINUTES_MS = 360_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A pool of one, whose workers are only as alive as the test says. */
async function openPool() {
  const deaths: (() => void)[] = [];
  const openSlot = async () => {
    let end: (reason: WorkerCloseReason) => void = () => undefined;
    const closed = new Promise<WorkerCloseReason>((resolve) => {
      end = resolve;
    });
    deaths.push(() => end('died'));
    return { closed, worker: { pid: deaths.length }, close: async () => end('closed') } as unknown as WorkerSlot; // All that the pool uses.
  };
  const pool = await WorkerPool.open({ size: 1, log: openLog('silent'), now: Date.now, openSlot });
  const killAndTime = async () => {
    const before = deaths.length;
    const atMs = Date.now();
    deaths.at(-1)?.();
    while (deaths.length === before) await vi.advanceTimersByTimeAsync(10);
    return Date.now() - atMs;
  };
  return { pool, killAndTime };
}

test('a worker that dies is back at once, then after 1, 2, 4 … seconds', async () => {
  const { killAndTime, pool } = await openPool();
  const waitsMs: number[] = [];
  for (let death = 0; death < 8; death += 1) waitsMs.push(await killAndTime());
  const bounds = [50, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
  for (const [at, boundMs] of bounds.entries()) {
    expect(waitsMs[at]).toBeGreaterThanOrEqual(boundMs);
    expect(waitsMs[at]).toBeLessThanOrEqual(boundMs + 20);
  }
  await pool.close();
});

test('five deaths in five minutes make the node unready, until they are five minutes ago', async () => {
  const { killAndTime, pool } = await openPool();
  for (let death = 0; death < 4; death += 1) await killAndTime();
  expect(pool.isHealthy()).toBe(true);
  await killAndTime();
  expect(pool.isHealthy()).toBe(false);
  await vi.advanceTimersByTimeAsync(SIX_MINUTES_MS);
  expect(pool.isHealthy()).toBe(true);
  await pool.close();
});
