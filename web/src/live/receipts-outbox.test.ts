import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Receipts, ReceiptsOutbox, type ReceiptsOutboxDeps, type ReceiptsStorage } from './receipts-outbox.ts';

type Report = Parameters<ReceiptsOutboxDeps['send']>[0];

const memoryStorage = (): ReceiptsStorage & { kept: Map<string, Receipts> } => {
  const kept = new Map<string, Receipts>();
  return { kept, load: async (key) => kept.get(key) ?? null, save: async (key, value) => void kept.set(key, value) };
};

const open = async (over: Partial<ReceiptsOutboxDeps> = {}) => {
  const reports: Report[] = [];
  const outbox = await ReceiptsOutbox.open({
    showId: 's',
    accountId: 'a',
    storage: memoryStorage(),
    send: async (report) => {
      reports.push(report);
      return { appliedSeq: report.appliedSeq };
    },
    random: () => 0.5,
    ...over,
  });
  return { outbox, reports };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[RC] changes close together make one report, 100 to 250 ms after the first', async () => {
  const { outbox, reports } = await open();
  outbox.applied('e', 3);
  outbox.seen([2, 3]);
  outbox.saved(2);
  await vi.advanceTimersByTimeAsync(99);
  expect(reports).toEqual([]);
  await vi.advanceTimersByTimeAsync(151);
  expect(reports).toEqual([{ showId: 's', epoch: 'e', appliedSeq: 3, seen: [2, 3], saved: [2] }]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reports).toHaveLength(1); // Confirmed: nothing to repeat.
});

test('[RC] an unanswered report is sent again, slower each time, until it is confirmed', async () => {
  let isDown = true;
  const at: number[] = [];
  const { outbox } = await open({
    send: async ({ appliedSeq }) => {
      at.push(Date.now());
      if (isDown) throw new Error('no answer');
      return { appliedSeq };
    },
  });
  outbox.applied('e', 1);
  await vi.advanceTimersByTimeAsync(8_000);
  const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  expect(gaps).toEqual([1_000, 2_000, 4_000]);
  isDown = false;
  outbox.retryNow();
  await vi.advanceTimersByTimeAsync(300);
  const tries = at.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(at).toHaveLength(tries);
});

test('[RC] a reload sends what was not confirmed and keeps what was saved', async () => {
  const storage = memoryStorage();
  const first = await open({ storage, send: () => Promise.reject(new Error('no answer')) });
  first.outbox.applied('e', 4);
  first.outbox.saved(4);
  await vi.advanceTimersByTimeAsync(300);
  first.outbox.close();

  const { outbox, reports } = await open({ storage });
  expect(outbox.findLeftAtSeq('e')).toBe(4);
  expect(outbox.findLeftAtSeq('f')).toBeNull();
  outbox.applied('e', 4);
  await vi.advanceTimersByTimeAsync(300);
  expect(reports).toEqual([{ showId: 's', epoch: 'e', appliedSeq: 4, seen: [], saved: [4] }]);
  expect(outbox.receipts.get()?.saved).toEqual([4]);
});

test('[RC] applied never falls back within an epoch and starts over in another', async () => {
  const { outbox, reports } = await open();
  outbox.applied('e', 5);
  outbox.applied('e', 2);
  await vi.advanceTimersByTimeAsync(300);
  outbox.applied('f', 1);
  await vi.advanceTimersByTimeAsync(300);
  expect(reports.map(({ epoch, appliedSeq }) => [epoch, appliedSeq])).toEqual([
    ['e', 5],
    ['f', 1],
  ]);
});

test('[RC] a long list goes out in parts of at most 200', async () => {
  const { outbox, reports } = await open();
  outbox.applied('e', 300);
  outbox.seen(Array.from({ length: 300 }, (_, index) => index + 1));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reports.map((report) => report.seen.length)).toEqual([200, 100]);
});
