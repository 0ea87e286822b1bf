import { createHash } from 'node:crypto';
import { AppError } from '@shoal/contract';
import type { Db } from './database.ts';

export type OnceRequest = { actorId: string; key: string; requestHash: string };

/** The fingerprint of a request, to tell a retry from another request under the same key. */
export const hashRequest = (name: string, input: unknown): string =>
  createHash('sha256')
    .update(`${name}\n${JSON.stringify(input)}`)
    .digest('base64url');

/**
 * Runs `act` once for an actor's key, in the transaction given; a retry is answered with the first response,
 * whatever has changed since. Of two at once the second waits for the first; if that rolls back, the second runs.
 * @returns the response, and whether this call made it (announce after commit only then).
 * @throws AppError `request.key_reused` when the key came with another request before.
 */
export async function runOnce<T>(
  tx: Db,
  { actorId, key, requestHash }: OnceRequest,
  act: () => Promise<T>,
): Promise<{ response: T; isNew: boolean }> {
  const claimed = await tx
    .insertInto('commands')
    .values({ actorId, key, requestHash, response: 'null' })
    .onConflict((conflict) => conflict.columns(['actorId', 'key']).doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows !== 1n)
    return { response: await getFirstResponse<T>(tx, { actorId, key, requestHash }), isNew: false };
  const response = await act();
  await tx
    .updateTable('commands')
    .set({ response: JSON.stringify(response) })
    .where('actorId', '=', actorId)
    .where('key', '=', key)
    .execute();
  return { response, isNew: true };
}

async function getFirstResponse<T>(tx: Db, { actorId, key, requestHash }: OnceRequest): Promise<T> {
  const first = await tx
    .selectFrom('commands')
    .select(['requestHash', 'response'])
    .where('actorId', '=', actorId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (first.requestHash !== requestHash) throw new AppError('request.key_reused', 'this key came with another request');
  return first.response as T; // Written by the same command, as its hash includes the name.
}
