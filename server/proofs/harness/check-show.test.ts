import type { IdempotencyKey } from '@shoal/contract';
import { expect, test } from 'vitest';
import { writeReceipts } from '../../src/domains/shows/receipts.store.ts';
import { listEntriesAfter } from '../../src/domains/shows/show-log.store.ts';
import { newId } from '../../src/platform/new-id.ts';
import { givenAccount } from '../../src/testing/given.ts';
import { givenShow } from '../../src/testing/given-show.ts';
import { asMember, useTestShows } from '../../src/testing/test-shows.ts';
import { checkShow, type Testimony } from './check-show.ts';

const world = useTestShows();

/** Three entries that one client has and reported, all of them as they should be. */
async function givenTruth(): Promise<Testimony> {
  const { hostId, showId } = await givenShow(world.db);
  const { accountId } = await givenAccount(world.db, 'shopkeeper');
  for (let turn = 0; turn < 3; turn += 1) {
    const idempotencyKey = newId<IdempotencyKey>();
    const request = { name: 'segment:change', caller: asMember(hostId), input: { showId, idempotencyKey } };
    await world.deps.hostCommand(request, (_tx, _show, append) => append('show.hostAway', {}));
  }
  await writeReceipts(world.db, showId, [{ accountId, appliedSeq: 3, seen: new Set(), saved: new Set() }]);
  const entries = await listEntriesAfter(world.db, showId, { afterSeq: 0, limit: 10 });
  const witness = { accountId, reportedSeq: 3, epoch: '', entries, repeats: 0 };
  return { showId, witnesses: [witness], acknowledged: new Map(), refused: [], said: [] };
}

const withWitness = ({ witnesses: [witness], ...rest }: Testimony, change: object): Testimony => ({
  ...rest,
  witnesses: [{ ...witness!, ...change }],
});

test('checkShow() has nothing to say when all agree', async () => {
  expect(await checkShow(world.db, await givenTruth())).toEqual([]);
});

test('checkShow() names a client that lacks an entry, holds a wrong one, or was sent one twice', async () => {
  const truth = await givenTruth();
  const entries = truth.witnesses[0]!.entries;
  const check = (change: object) => checkShow(world.db, withWitness(truth, change));

  expect(await check({ entries: entries.slice(0, 2) })).toEqual([expect.stringContaining('ended at 2 of 3')]);
  expect(await check({ entries: entries.with(1, entries[0]!) })).toEqual([expect.stringContaining('at place 2')]);
  expect(await check({ repeats: 1 })).toEqual([expect.stringContaining('twice')]);
});

test('checkShow() names what was acknowledged and is not kept, and what was refused and is', async () => {
  const truth = await givenTruth();
  const kept = await world.db.selectFrom('commands').select('key').executeTakeFirstOrThrow();
  const lost = newId<IdempotencyKey>();

  const complaints = await checkShow(world.db, {
    ...truth,
    acknowledged: new Map([[lost, 4]]),
    refused: [kept.key as IdempotencyKey],
    said: [newId()],
  });

  expect(complaints).toEqual([
    '0 drops in the log, 1 acknowledged',
    `command ${lost} is not kept as 4`,
    `command ${kept.key} was refused and is kept`,
    expect.stringContaining('is lost'),
  ]);
});

test('checkShow() names a receipt that is not stored and counts that a recount does not give', async () => {
  const truth = await givenTruth();
  expect(await checkShow(world.db, withWitness(truth, { reportedSeq: 9 }))).toHaveLength(1);

  await world.db.updateTable('showReceiptCounts').set({ people: 7 }).execute();
  expect(await checkShow(world.db, truth)).toEqual(['received at 3: kept 7, counted 1']);

  await world.db.deleteFrom('showLogEntries').where('seq', '=', 2).execute();
  expect(await checkShow(world.db, truth)).toContainEqual(expect.stringContaining('hole before place 2'));
});
