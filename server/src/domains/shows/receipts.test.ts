import type { AccountId } from '@shoal/contract';
import { expect, test } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { givenAccount } from '../../testing/given.ts';
import { type GivenShow, givenShow } from '../../testing/given-show.ts';
import { asMember, useTestShows } from '../../testing/test-shows.ts';
import { listReceipts } from './list-receipts.ts';
import { publishDrop } from './publish-drop.ts';
import { readCounts } from './read-counts.ts';
import { ReceiptBatcher } from './receipt-batcher.ts';
import { type Receipt, writeReceipts } from './receipts.store.ts';

const shoal = useTestShows();

const givenGuests = async (count: number) => {
  const guests = await Promise.all(Array.from({ length: count }, () => givenAccount(shoal.db, 'shopkeeper')));
  return guests.map(({ accountId }) => accountId);
};
const drop = async ({ hostId, materialId, showId }: GivenShow, times: number) => {
  const deps = { ...shoal.deps, getMaterialSnapshot: async () => ({ materialId }) as never }; // Nobody reads it here.
  for (let at = 0; at < times; at += 1) {
    await publishDrop(deps, asMember(hostId), { showId, materialId, idempotencyKey: crypto.randomUUID() as never });
  }
};
const receipt = (
  accountId: AccountId,
  appliedSeq: number,
  marks: { seen?: number[]; saved?: number[] } = {},
): Receipt => ({
  accountId,
  appliedSeq,
  seen: new Set(marks.seen),
  saved: new Set(marks.saved),
});

test('[RC1][RC2] receipts that come twice, late or out of order leave the same counts', async () => {
  const show = await givenShow(shoal.db);
  await drop(show, 3);
  const [her, him] = (await givenGuests(2)) as [AccountId, AccountId];
  const batches = [
    [receipt(her, 1), receipt(him, 3, { seen: [1, 2] })],
    [receipt(her, 2, { seen: [1], saved: [1] })],
    [receipt(her, 2, { seen: [1], saved: [1] }), receipt(him, 3, { seen: [2] })],
    [receipt(her, 1)],
  ];

  for (const batch of batches) await writeReceipts(shoal.db, show.showId, batch);

  expect(await readCounts(shoal.deps, show.showId)).toEqual([
    { dropSeq: 1, received: 2, seen: 2, saved: 1, forwarded: 0 },
    { dropSeq: 2, received: 2, seen: 1, saved: 0, forwarded: 0 },
    { dropSeq: 3, received: 1, seen: 0, saved: 0, forwarded: 0 },
  ]);
});

test('[RC2] many writers at once move the counts by exactly what they changed', async () => {
  const show = await givenShow(shoal.db);
  await drop(show, 4);
  const guests = await givenGuests(20);
  const writers = Array.from({ length: 40 }, (_, turn) =>
    writeReceipts(
      shoal.db,
      show.showId,
      guests.map((accountId, at) => receipt(accountId, ((turn + at) % 4) + 1, { seen: [((turn * at) % 4) + 1] })),
    ),
  );

  await Promise.all(writers);

  const counts = await readCounts(shoal.deps, show.showId);
  expect(counts.map(({ received }) => received)).toEqual([20, 20, 20, 20]);
  const marks = await shoal.db.selectFrom('dropMarks').selectAll().execute();
  expect(counts.map(({ seen }) => seen)).toEqual(
    counts.map(({ dropSeq }) => marks.filter((mark) => mark.dropSeq === dropSeq).length),
  );
});

test('[RC2] marks on seqs that are no drops are left out', async () => {
  const show = await givenShow(shoal.db);
  await drop(show, 1);
  const [her] = (await givenGuests(1)) as [AccountId];

  await writeReceipts(shoal.db, show.showId, [receipt(her, 1, { seen: [1, 7], saved: [999_999] })]);

  expect(await readCounts(shoal.deps, show.showId)).toEqual([
    { dropSeq: 1, received: 1, seen: 1, saved: 0, forwarded: 0 },
  ]);
});

test('[RC1] ReceiptBatcher answers after the write, once for all who waited, and merges one person’s reports', async () => {
  const written: Receipt[][] = [];
  let finish = () => {};
  const writing = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const batcher = new ReceiptBatcher({
    log: silentLog,
    flushAfterMs: 1,
    write: async (_showId, receipts) => {
      written.push([...receipts]);
      await writing;
    },
  });
  const her = crypto.randomUUID() as AccountId;
  const show = crypto.randomUUID() as GivenShow['showId'];
  let answered = 0;
  const reports = [receipt(her, 2, { seen: [2] }), receipt(her, 1, { saved: [1] })].map((one) =>
    batcher.add(show, one).then(() => {
      answered += 1;
    }),
  );
  const flushing = batcher.flush();
  await Promise.resolve();
  expect(answered).toBe(0);

  finish();
  await Promise.all([...reports, flushing]);

  expect(answered).toBe(2);
  expect(written).toEqual([[receipt(her, 2, { seen: [2], saved: [1] })]]);
  await batcher.close();
});

test('[RC1] ReceiptBatcher tells all who waited that a write failed, and takes the next', async () => {
  let isBroken = true;
  const batcher = new ReceiptBatcher({
    log: silentLog,
    write: async () => {
      if (isBroken) throw new Error('no database');
    },
  });
  const [her, show] = [crypto.randomUUID() as AccountId, crypto.randomUUID() as GivenShow['showId']];
  const lost = batcher.add(show, receipt(her, 1));
  const refused = expect(lost).rejects.toMatchObject({ code: 'server.unavailable' });
  await batcher.flush();
  await refused;

  isBroken = false;
  const kept = batcher.add(show, receipt(her, 1));
  await batcher.close();

  await expect(kept).resolves.toBeUndefined();
});

test('listReceipts() names the people behind a drop, farthest first', async () => {
  const guests = (await givenGuests(5)) as [AccountId, AccountId, AccountId, AccountId, AccountId];
  const [forwarder, saver, viewer, receiver, absent] = guests;
  const show = await givenShow(shoal.db, { guestIds: guests });
  await drop(show, 1);
  await writeReceipts(shoal.db, show.showId, [
    receipt(receiver, 1),
    receipt(viewer, 1, { seen: [1] }),
    receipt(saver, 1, { seen: [1], saved: [1] }),
    receipt(forwarder, 1),
  ]);
  const deps = { ...shoal.deps, listForwarders: async () => [forwarder] };

  const { people } = await listReceipts(deps, asMember(show.hostId), { showId: show.showId, dropSeq: 1 });

  expect(people.map(({ accountId, state }) => [accountId, state])).toEqual([
    [forwarder, 'forwarded'],
    [saver, 'saved'],
    [viewer, 'seen'],
    [receiver, 'received'],
    [absent, 'invited'],
  ]);
});
