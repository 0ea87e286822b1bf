import { HOST_AWAY_AFTER_MS, type log, type ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { appendEntry } from './append-entry.ts';
import type { HostCommandDeps } from './run-host-command.ts';
import { lockShow, type ShowRecord, updateShowRow } from './shows.store.ts';

export type HostPresenceDeps = Pick<HostCommandDeps, 'announce' | 'db' | 'now' | 'programmeMsAt'>;

/** Says once that the host has been gone for long; nothing when she came back meanwhile. */
export const sayHostAway = (deps: HostPresenceDeps, showId: ShowId): Promise<void> =>
  changeLiveShow(deps, showId, async (tx, show) => {
    const at = deps.now();
    const goneMs = show.hostGoneSince ? at.getTime() - show.hostGoneSince.getTime() : 0;
    if (show.isHostAway || goneMs < HOST_AWAY_AFTER_MS) return [];
    await updateShowRow(tx, showId, { isHostAway: true });
    return [await appendEntry(deps, tx, { showId, kind: 'show.hostAway', body: {}, actorId: null, at })];
  });

/** Forgets that the host was gone, and says that she is back when the show had said that she was away. */
export const noteHostBack = (deps: HostPresenceDeps, showId: ShowId): Promise<void> =>
  changeLiveShow(deps, showId, async (tx, show) => {
    if (show.hostGoneSince === null) return [];
    await updateShowRow(tx, showId, { hostGoneSince: null, isHostAway: false });
    if (!show.isHostAway) return [];
    return [await appendEntry(deps, tx, { showId, kind: 'show.hostBack', body: {}, actorId: null, at: deps.now() })];
  });

type Change = (tx: Db, show: ShowRecord) => Promise<log.LogEntry[]>;

async function changeLiveShow(deps: HostPresenceDeps, showId: ShowId, change: Change): Promise<void> {
  const entries = await deps.db.transaction().execute(async (tx) => {
    const show = await lockShow(tx, showId);
    return show?.state === 'live' ? change(tx, show) : [];
  });
  if (entries.length > 0) await deps.announce(showId, entries);
}
