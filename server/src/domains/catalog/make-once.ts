import type { IdempotencyKey } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { hashRequest, runOnce } from '../../platform/run-once.ts';

type Request = { name: string; caller: Member; input: { idempotencyKey: IdempotencyKey } };

/**
 * Makes something once for its maker's key: a retry is answered with what was made first. What was refused may come again
 * under its key, put right.
 * @throws AppError `request.key_reused` when the key came with another request before
 */
export async function makeOnce<T>(db: Db, { caller, input, name }: Request, make: (tx: Db) => Promise<T>): Promise<T> {
  const once = { key: input.idempotencyKey, actorId: caller.accountId, requestHash: hashRequest(name, input) };
  const { response } = await db.transaction().execute((tx) => runOnce(tx, once, () => make(tx)));
  return response;
}
