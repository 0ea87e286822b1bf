import { type RawBuilder, sql } from 'kysely';

/** What a reader saw: a `pg_snapshot` as text, to ask next time for what it did not. Rows name their transaction in `changed_in`. */
export type ChangeCursor = string;

/** The cursor of the statement that selects it. */
export const readNow = sql<ChangeCursor>`pg_current_snapshot()::text`;

/**
 * Whether a row was changed by a transaction that the cursor's reader could not see, all rows when there is no cursor. What
 * commits late is not missed, in whatever order; what was seen does not come again, however long another transaction of the
 * cluster runs. The first half is what an index on `changedIn` answers, the second is exact.
 */
export const changedSince = (changedIn: RawBuilder<unknown>, cursor: ChangeCursor | null): RawBuilder<boolean> =>
  cursor === null
    ? sql`true`
    : sql`(${changedIn} >= pg_snapshot_xmin(${cursor}::pg_snapshot)
        and not pg_visible_in_snapshot(${changedIn}, ${cursor}::pg_snapshot))`;
