import type { AccountId, ShowId, StreamKeyId, streamKeys } from '@shoal/contract';
import type { Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { StreamKeysTable } from './stream-keys.table.ts';

export type StreamKeyRow = Selectable<StreamKeysTable>;
type Named = { showId: ShowId; kind: streamKeys.StreamKeyKind };

export const listStreamKeys = (db: Db, showId: ShowId): Promise<StreamKeyRow[]> =>
  db.selectFrom('streamKeys').selectAll().where('showId', '=', showId).execute();

export const findStreamKey = (db: Db, { kind, showId }: Named): Promise<StreamKeyRow | undefined> =>
  db.selectFrom('streamKeys').selectAll().where('showId', '=', showId).where('kind', '=', kind).executeTakeFirst();

/** Puts a key in the place of the one before. Whose id is not the new one's is not valid any more. */
export async function putStreamKey(db: Db, row: StreamKeyRow): Promise<void> {
  const { hash, id, issuedAt, issuedBy } = row;
  await db
    .insertInto('streamKeys')
    .values(row)
    .onConflict((conflict) => conflict.columns(['showId', 'kind']).doUpdateSet({ id, hash, issuedBy, issuedAt }))
    .execute();
}

/** @returns the ids of the keys that are no more. */
export async function deleteStreamKeys(db: Db, of: Named | { issuedBy: AccountId }): Promise<StreamKeyId[]> {
  const base = db.deleteFrom('streamKeys');
  const deletion =
    'issuedBy' in of
      ? base.where('issuedBy', '=', of.issuedBy)
      : base.where('showId', '=', of.showId).where('kind', '=', of.kind);
  const rows = await deletion.returning('id').execute();
  return rows.map(({ id }) => id);
}

/** Those of these keys that are still there. */
export async function listValidKeys(db: Db, ids: readonly StreamKeyId[]): Promise<StreamKeyId[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('streamKeys').select('id').where('id', 'in', ids).execute();
  return rows.map(({ id }) => id);
}
