import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { AccountId, ShowId } from '@shoal/contract';
import { sql } from 'kysely';
import { ReceiptBatcher } from '../../src/domains/shows/receipt-batcher.ts';
import { writeReceipts } from '../../src/domains/shows/receipts.store.ts';
import type { Db } from '../../src/platform/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { givenSchool } from '../ground/given-school.ts';
import type { Ground } from '../ground/open-ground.ts';
import { show, showSpread, toFloor } from '../measure/figures.ts';
import type { Report } from '../measure/report.ts';
import { percentile, toSpread } from '../measure/statistics.ts';
import type { BenchOptions } from '../options.ts';

type Figures = { stored: number; app: number[]; unnest: number[]; single: number[]; keptMs: number[] };

const ROWS_AT_ONCE = 500;
const SINGLE_ROWS = 500;
const SLICES_PER_SECOND = 100;

/** [G14] Receipts kept per second through the server's batcher, against a raw `unnest` loop and single rows. */
export async function receipts({ db }: Ground, options: BenchOptions): Promise<Report & { figures: Figures }> {
  const school = await givenSchool(db, options.sockets);
  const other = await givenSchool(db, 1);
  const batcher = new ReceiptBatcher({ log: silentLog, write: (...batch) => writeReceipts(db, ...batch) });
  const figures: Figures = { stored: 0, app: [], unnest: [], single: [], keptMs: [] };
  for (let turn = 1; turn <= options.pairs + 1; turn += 1) {
    const app = await perSecond(options.sockets, () => reportAll(batcher, school, turn));
    const unnest = await perSecond(options.sockets, () => upsertAll(db, { ...school, showId: other.showId }, turn));
    const singles = school.shopkeepers.slice(0, SINGLE_ROWS);
    const single = await perSecond(singles.length, () => upsertEach(db, other.showId, singles, turn));
    if (turn === 1) continue; // Everything is cold.
    figures.app.push(app);
    figures.unnest.push(unnest);
    figures.single.push(single);
  }
  figures.keptMs = await reportOverOneSecond(batcher, school, options.pairs + 2);
  await batcher.close();
  const { count } = await db
    .selectFrom('showReceipts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('showId', '=', school.showId)
    .executeTakeFirstOrThrow();
  figures.stored = count;
  const toUnnest = figures.app.map((rate, at) => rate / (figures.unnest[at] ?? Number.NaN));
  const toSingle = figures.app.map((rate, at) => rate / (figures.single[at] ?? Number.NaN));
  const lines = [
    { what: 'shopkeepers, pairs', value: `${options.sockets}, ${options.pairs}` },
    { what: 'through the batcher', value: showSpread(toSpread(figures.app), 'rows/s') },
    { what: 'raw unnest', value: showSpread(toSpread(figures.unnest), 'rows/s') },
    { what: 'single rows', value: showSpread(toSpread(figures.single), 'rows/s') },
    { what: 'to raw unnest', value: showSpread(toSpread(toUnnest)), bar: toFloor(toUnnest, 0.6) },
    { what: 'to single rows', value: showSpread(toSpread(toSingle)), bar: toFloor(toSingle, 25) },
    { what: 'report to commit, all in a second, p99', value: show(percentile(figures.keptMs, 0.99), 'ms') },
  ];
  return { name: 'receipts', options, lines, figures, voids: [] };
}

type Told = { showId: ShowId; shopkeepers: readonly AccountId[] };
const nothing: ReadonlySet<number> = new Set();

async function perSecond(rows: number, act: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return (rows * 1_000) / (performance.now() - startedMs);
}

const reportAll = (batcher: ReceiptBatcher, { shopkeepers, showId }: Told, appliedSeq: number) =>
  Promise.all(
    shopkeepers.map((accountId) => batcher.add(showId, { accountId, appliedSeq, seen: nothing, saved: nothing })),
  );

async function upsertAll(db: Db, { shopkeepers, showId }: Told, appliedSeq: number): Promise<void> {
  for (let from = 0; from < shopkeepers.length; from += ROWS_AT_ONCE) {
    const ids = shopkeepers.slice(from, from + ROWS_AT_ONCE);
    await sql`
      insert into show_receipts (show_id, account_id, applied_seq)
      select ${showId}::uuid, account_id, ${appliedSeq}::bigint from unnest(${ids}::uuid[]) as t (account_id)
      on conflict (show_id, account_id) do update set applied_seq = excluded.applied_seq`.execute(db);
  }
}

async function upsertEach(db: Db, showId: ShowId, ids: readonly AccountId[], appliedSeq: number): Promise<void> {
  for (const accountId of ids) {
    await sql`
      insert into show_receipts (show_id, account_id, applied_seq) values (${showId}, ${accountId}, ${appliedSeq})
      on conflict (show_id, account_id) do update set applied_seq = excluded.applied_seq`.execute(db);
  }
}

/** @returns for each report how long it took to be committed, in ms, when they come evenly over a second */
async function reportOverOneSecond(
  batcher: ReceiptBatcher,
  { shopkeepers, showId }: Told,
  appliedSeq: number,
): Promise<number[]> {
  const slice = Math.ceil(shopkeepers.length / SLICES_PER_SECOND);
  const kept: Promise<number>[] = [];
  for (let from = 0; from < shopkeepers.length; from += slice) {
    const atMs = performance.now();
    for (const accountId of shopkeepers.slice(from, from + slice)) {
      const added = batcher.add(showId, { accountId, appliedSeq, seen: nothing, saved: nothing });
      kept.push(added.then(() => performance.now() - atMs));
    }
    await wait(1_000 / SLICES_PER_SECOND);
  }
  return Promise.all(kept);
}
