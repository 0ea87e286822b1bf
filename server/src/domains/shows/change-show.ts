import type { AccountId, IdempotencyKey, log, ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { hashRequest, runOnce } from '../../platform/run-once.ts';
import { type AccessDeps, isCrew, notFound } from './find-show-access.ts';
import { type Append, openAppend } from './open-append.ts';
import { lockShow, type ShowRecord } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type ChangeShowDeps = Pick<ShowsDeps, 'db' | 'now' | 'programmeMsAt'> & {
  /** Sends committed entries to everybody in the show. */
  announce: (showId: ShowId, entries: readonly log.LogEntry[]) => Promise<void>;
};
export type HostCommandDeps = AccessDeps & ChangeShowDeps & Pick<ShowsDeps, 'faultAt'>;

type Request = { name: string; caller: Member; input: { showId: ShowId; idempotencyKey: IdempotencyKey } };

/** What is done to a locked show in one transaction. */
export type ShowAct<T> = (tx: Db, show: ShowRecord, append: Append) => Promise<T>;

/**
 * Runs a host's command: all of it in one transaction, once for its key, one after the other within a show [LG2].
 * What it appended is announced after commit, and only by the call that made it; a retry is answered first.
 * @throws AppError `shows.not_found` | `request.key_reused`
 */
export async function runHostCommand<T>(
  deps: HostCommandDeps,
  { caller, input, name }: Request,
  act: ShowAct<T>,
): Promise<{ answer: T; isNew: boolean }> {
  const { showId } = input;
  const once = { actorId: caller.accountId, key: input.idempotencyKey, requestHash: hashRequest(name, input) };
  const { entries, isNew, response } = await deps.db.transaction().execute(async (tx) => {
    const log = openAppend(deps, tx, { showId, actorId: caller.accountId, at: deps.now() });
    const done = await runOnce(tx, once, async () => {
      const show = await lockShow(tx, showId);
      if (!show || !(await isCrew(deps, tx, { caller, show }))) throw notFound(showId);
      return act(tx, show, log.append);
    });
    deps.faultAt('before_commit');
    return { ...done, entries: log.entries };
  });
  deps.faultAt('after_commit');
  if (isNew) await deps.announce(showId, entries);
  deps.faultAt('after_announce');
  setImmediate(deps.faultAt, 'after_ack'); // The answer goes out in this turn.
  return { answer: response, isNew };
}

/**
 * Changes a show by the clock, by what happened to it, or by an act that may be repeated without a key; in one transaction,
 * and what it appended is announced after commit.
 * @returns undefined, having done nothing, when there is no such show.
 */
export async function changeShow<T>(
  deps: ChangeShowDeps,
  showId: ShowId,
  act: ShowAct<T>,
  actorId: AccountId | null = null,
): Promise<T | undefined> {
  const { answer, entries } = await deps.db.transaction().execute(async (tx) => {
    const log = openAppend(deps, tx, { showId, actorId, at: deps.now() });
    const show = await lockShow(tx, showId);
    return { answer: show && (await act(tx, show, log.append)), entries: log.entries };
  });
  await deps.announce(showId, entries);
  return answer;
}
