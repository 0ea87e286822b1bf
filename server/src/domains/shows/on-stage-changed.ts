import type { ShowId } from '@shoal/contract';
import { type HostPresenceDeps, noteHostBack } from './host-presence.ts';
import { markHostGone } from './shows.store.ts';

export type OnStageChangedDeps = HostPresenceDeps;

/** Notes whether anything comes from the host of a live show; shows that are not live are left alone. Safe to repeat. */
export async function onStageChanged(
  deps: OnStageChangedDeps,
  showId: ShowId,
  { isStreaming }: { isStreaming: boolean },
): Promise<void> {
  if (isStreaming) return noteHostBack(deps, showId);
  await markHostGone(deps.db, showId, deps.now());
}
