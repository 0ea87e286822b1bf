import type { AccountId, ShowId } from '@shoal/contract';
import { listAppliedCounts, listMarkCounts } from '../../src/domains/shows/receipts.store.ts';
import type { Db } from '../../src/platform/database.ts';

/** How far a shopkeeper's receipts were acknowledged. */
export type Reported = { accountId: AccountId; reportedSeq: number };

/** Receipts that were acknowledged and are not in the database [RC1]. */
export async function findWrongReceipts(db: Db, showId: ShowId, reports: readonly Reported[]): Promise<string[]> {
  const rows = await db.selectFrom('showReceipts').selectAll().where('showId', '=', showId).execute();
  const appliedOf = new Map(rows.map(({ accountId, appliedSeq }) => [accountId, appliedSeq]));
  return reports
    .filter(({ accountId, reportedSeq }) => (appliedOf.get(accountId) ?? 0) < reportedSeq)
    .map(({ accountId, reportedSeq }) => `${accountId} was told ${reportedSeq}, stored is ${appliedOf.get(accountId)}`);
}

/** Counts that a recount of the rows does not give [RC2]. */
export async function findWrongCounts(db: Db, showId: ShowId): Promise<string[]> {
  const applied = await db
    .selectFrom('showReceipts')
    .select(['appliedSeq', (eb) => eb.fn.countAll<number>().as('people')])
    .where('showId', '=', showId)
    .groupBy('appliedSeq')
    .execute();
  const marked = await db
    .selectFrom('dropMarks')
    .select(['dropSeq', 'mark', (eb) => eb.fn.countAll<number>().as('people')])
    .where('showId', '=', showId)
    .groupBy(['dropSeq', 'mark'])
    .execute();
  const kept = await listAppliedCounts(db, showId);
  const keptMarks = await listMarkCounts(db, showId);
  return [
    ...compare(
      'received',
      toTable(kept, ({ appliedSeq }) => `${appliedSeq}`),
      toTable(applied, (row) => `${row.appliedSeq}`),
    ),
    ...compare(
      'marks',
      toTable(keptMarks, ({ dropSeq, mark }) => `${dropSeq} ${mark}`),
      toTable(marked, ({ dropSeq, mark }) => `${dropSeq} ${mark}`),
    ),
  ];
}

const toTable = <R extends { people: number }>(rows: readonly R[], keyOf: (row: R) => string) =>
  new Map(rows.map((row) => [keyOf(row), row.people]));

function compare(what: string, kept: ReadonlyMap<string, number>, counted: ReadonlyMap<string, number>): string[] {
  return [...new Set([...kept.keys(), ...counted.keys()])]
    .filter((key) => kept.get(key) !== counted.get(key))
    .map((key) => `${what} at ${key}: kept ${kept.get(key)}, counted ${counted.get(key)}`);
}
