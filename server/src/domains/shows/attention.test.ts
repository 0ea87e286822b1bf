import type { AccountId, ShowId } from '@shoal/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenAccount } from '../../testing/given.ts';
import { givenShow } from '../../testing/given-show.ts';
import { useTestShows } from '../../testing/test-shows.ts';
import { countAttentive, listAttention } from './attention.store.ts';
import { writeReceipts } from './receipts.store.ts';

const shoal = useTestShows();
const startedAt = new Date('2026-03-01T12:00:00.000Z');
const after = (ms: number) => new Date(startedAt.getTime() + ms);

async function givenViewer(row: { wentLiveAt: Date } = { wentLiveAt: startedAt }) {
  const { showId } = await givenShow(shoal.db, { row });
  const { accountId } = await givenAccount(shoal.db, 'shopkeeper');
  return { showId, accountId };
}
const report = (showId: ShowId, accountId: AccountId, told: { attentiveMs: number; at: Date }) =>
  writeReceipts(shoal.db, showId, [{ accountId, appliedSeq: 0, seen: new Set(), saved: new Set(), attention: told }]);
const readMs = async ({ accountId, showId }: { showId: ShowId; accountId: AccountId }) =>
  (await listAttention(shoal.db, { showId, accountIds: [accountId], now: after(0) })).get(accountId)?.attentiveMs;

test('[AK6] attention only rises, and never faster than the clock', async () => {
  const viewer = await givenViewer();
  const { accountId, showId } = viewer;
  await report(showId, accountId, { attentiveMs: 0, at: after(60_000) });

  await report(showId, accountId, { attentiveMs: 15_000, at: after(75_000) });
  expect(await readMs(viewer)).toBe(15_000);
  await report(showId, accountId, { attentiveMs: 9_000, at: after(80_000) });
  expect(await readMs(viewer)).toBe(15_000);
  await report(showId, accountId, { attentiveMs: 3_600_000, at: after(90_000) });
  expect(await readMs(viewer)).toBe(26_000); // 10 s since the last report, and 1 s for reports that wait to be written.
});

test('[AK6] whatever phones claim, nobody was there longer than since she came, or than the show lasted', async () => {
  const reports = fc.array(fc.record({ waitMs: fc.nat(40_000), claimMs: fc.nat(1_000_000) }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.nat(60_000), reports, async (cameMs, told) => {
      const viewer = await givenViewer();
      let nowMs = cameMs;
      let beforeMs = 0;
      await report(viewer.showId, viewer.accountId, { attentiveMs: 0, at: after(nowMs) });
      for (const { claimMs, waitMs } of told) {
        nowMs += waitMs;
        await report(viewer.showId, viewer.accountId, { attentiveMs: claimMs, at: after(nowMs) });
        const storedMs = (await readMs(viewer)) ?? 0;
        expect(storedMs).toBeGreaterThanOrEqual(beforeMs);
        expect(storedMs).toBeLessThanOrEqual(Math.min(nowMs, nowMs - cameMs + told.length * 1_000));
        beforeMs = storedMs;
      }
    }),
    { numRuns: 12 },
  );
});

test('countAttentive() counts who rose within 30 s, once however many reports', async () => {
  const viewer = await givenViewer();
  const { accountId: other } = await givenAccount(shoal.db, 'shopkeeper');
  const { accountId, showId } = viewer;
  for (const id of [accountId, other]) await report(showId, id, { attentiveMs: 0, at: after(10_000) });
  await report(showId, accountId, { attentiveMs: 9_000, at: after(20_000) });
  await report(showId, accountId, { attentiveMs: 15_000, at: after(35_000) });
  await report(showId, other, { attentiveMs: 0, at: after(35_000) });

  expect(await countAttentive(shoal.db, showId, after(40_000))).toBe(1);
  expect(await countAttentive(shoal.db, showId, after(66_000))).toBe(0);
  const listed = await listAttention(shoal.db, { showId, accountIds: [accountId, other], now: after(40_000) });
  expect(listed.get(accountId)).toEqual({ accountId, attentiveMs: 15_000, isAttentive: true });
  expect(listed.get(other)).toMatchObject({ attentiveMs: 0, isAttentive: false });
});
