import { createHash } from 'node:crypto';
import { type AccountId, AppError, type ShowId, type StreamKeyId, streamKeys } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { deleteStreamKeys, listStreamKeys, putStreamKey, type StreamKeyRow } from './stream-keys.store.ts';
import type { StreamKeysDeps } from './stream-keys-deps.ts';

type KeyName = { showId: ShowId; kind: streamKeys.StreamKeyKind };
type Deps = Pick<
  StreamKeysDeps,
  'closeClients' | 'countClients' | 'db' | 'getCommandedShow' | 'log' | 'newKeyId' | 'newToken' | 'now' | 'publicUrl'
>;

/** What leaks tells by its first letters what it is. */
const PREFIXES: Record<streamKeys.StreamKeyKind, string> = { publish: 'shoal_whip_', play: 'shoal_whep_' };
const DOORS: Record<streamKeys.StreamKeyKind, string> = { publish: 'whip', play: 'whep' };

export const hashKey = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A show's two keys as they stand. @throws AppError `shows.not_found` */
export async function readKeys(deps: Deps, caller: Member, showId: ShowId): Promise<streamKeys.StreamKey[]> {
  await deps.getCommandedShow(caller, showId);
  const rows = await listStreamKeys(deps.db, showId);
  return streamKeys.StreamKeyKind.options.map((kind) =>
    toStreamKey(
      deps,
      { showId, kind },
      rows.find((row) => row.kind === kind),
    ),
  );
}

/**
 * A fresh key. The one before ends at once, and so does what came with it.
 * @throws AppError `shows.not_found` | `shows.wrong_state` when the show is over
 */
export async function issueKey(
  deps: Deps,
  caller: Member,
  { kind, showId }: KeyName,
): Promise<{ key: streamKeys.StreamKey; secret: string }> {
  const { state } = await deps.getCommandedShow(caller, showId);
  if (['ended', 'archived', 'cancelled'].includes(state)) {
    throw new AppError('shows.wrong_state', `show ${showId} is ${state}: nothing can be streamed to it`);
  }
  const secret = `${PREFIXES[kind]}${deps.newToken()}`;
  const made = { id: deps.newKeyId(), showId, kind, hash: hashKey(secret) };
  const row = { ...made, issuedBy: caller.accountId, issuedAt: deps.now() };
  const ended = await deps.db.transaction().execute(async (tx) => {
    const before = await deleteStreamKeys(tx, { showId, kind });
    await putStreamKey(tx, row);
    return before;
  });
  await closeAll(deps, ended);
  deps.log.info({ showId, kind, accountId: caller.accountId }, 'stream key issued');
  return { key: toStreamKey(deps, { showId, kind }, row), secret };
}

/** Takes a key back; safe to repeat. @throws AppError `shows.not_found` */
export async function revokeKey(deps: Deps, caller: Member, { kind, showId }: KeyName): Promise<void> {
  await deps.getCommandedShow(caller, showId);
  const ended = await deleteStreamKeys(deps.db, { showId, kind });
  await closeAll(deps, ended);
  if (ended.length > 0) deps.log.info({ showId, kind, accountId: caller.accountId }, 'stream key taken back');
}

/** Somebody lost her rights: the keys that she gave out go with them. */
export async function revokeKeysOf(deps: Pick<Deps, 'closeClients' | 'db'>, accountId: AccountId): Promise<void> {
  await closeAll(deps, await deleteStreamKeys(deps.db, { issuedBy: accountId }));
}

const closeAll = ({ closeClients }: Pick<Deps, 'closeClients'>, keyIds: readonly StreamKeyId[]) =>
  Promise.all(keyIds.map(closeClients));

const toStreamKey = (
  { countClients, publicUrl }: Deps,
  { kind, showId }: KeyName,
  row: Pick<StreamKeyRow, 'id' | 'issuedAt'> | undefined,
): streamKeys.StreamKey => ({
  kind,
  url: `${publicUrl}/${DOORS[kind]}/${showId}`,
  issuedAt: row?.issuedAt.toISOString() ?? null,
  clients: row ? countClients(row.id) : 0,
});
