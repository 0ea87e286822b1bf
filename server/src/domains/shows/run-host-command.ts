import type { IdempotencyKey, log, ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { hashRequest, runOnce } from '../../platform/run-once.ts';
import { type AccessDeps, isCrew, notFound } from './find-show-access.ts';
import { lockShow, type ShowRecord } from './shows.store.ts';
import type { ShowsDeps } from './shows-deps.ts';

export type HostCommandDeps = AccessDeps &
  Pick<ShowsDeps, 'db' | 'now' | 'programmeMsAt'> & {
    /** Sends committed entries to everybody in the show. */
    announce: (showId: ShowId, entries: readonly log.LogEntry[]) => Promise<void>;
  };

type Request = { name: string; caller: Member; input: { showId: ShowId; idempotencyKey: IdempotencyKey } };
type Act<T> = (tx: Db, show: ShowRecord) => Promise<{ answer: T; entries: readonly log.LogEntry[] }>;

/**
 * Runs a host's command: all of it in one transaction, once for its key, one after the other within a show [LG2].
 * Entries are announced after commit, and only by the call that made them; a retry is answered first.
 * @throws AppError `shows.not_found` | `request.key_reused`
 */
export async function runHostCommand<T>(
  deps: HostCommandDeps,
  { caller, input, name }: Request,
  act: Act<T>,
): Promise<{ answer: T; isNew: boolean }> {
  let made: readonly log.LogEntry[] = [];
  const once = { actorId: caller.accountId, key: input.idempotencyKey, requestHash: hashRequest(name, input) };
  const { isNew, response } = await deps.db.transaction().execute((tx) =>
    runOnce(tx, once, async () => {
      const show = await lockShow(tx, input.showId);
      if (!show || !(await isCrew(deps, tx, { caller, show }))) throw notFound(input.showId);
      const { answer, entries } = await act(tx, show);
      made = entries;
      return answer;
    }),
  );
  if (isNew) await deps.announce(input.showId, made);
  return { answer: response, isNew };
}
