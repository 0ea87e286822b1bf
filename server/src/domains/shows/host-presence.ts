import { HOST_AWAY_AFTER_MS, type ShowId } from '@shoal/contract';
import { type ChangeShowDeps, changeShow } from './change-show.ts';
import { updateShowRow } from './shows.store.ts';

export type HostPresenceDeps = ChangeShowDeps;

/** Says once that the host has been gone for long; nothing when she came back meanwhile. */
export async function sayHostAway(deps: HostPresenceDeps, showId: ShowId): Promise<void> {
  await changeShow(deps, showId, async (tx, show, append) => {
    const goneMs = show.hostGoneSince ? deps.now().getTime() - show.hostGoneSince.getTime() : 0;
    if (show.state !== 'live' || show.isHostAway || goneMs < HOST_AWAY_AFTER_MS) return;
    await updateShowRow(tx, showId, { isHostAway: true });
    await append('show.hostAway', {});
  });
}

/** Forgets that the host was gone, and says that she is back when the show had said that she was away. */
export async function noteHostBack(deps: HostPresenceDeps, showId: ShowId): Promise<void> {
  await changeShow(deps, showId, async (tx, show, append) => {
    if (show.state !== 'live' || show.hostGoneSince === null) return;
    await updateShowRow(tx, showId, { hostGoneSince: null, isHostAway: false });
    if (show.isHostAway) await append('show.hostBack', {});
  });
}
