import { dropRelay } from './ensure-relay.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { isSamePlace } from './stage.ts';

/** Ends the pipes that nobody has watched through for a while. */
export function closeIdleRelays(deps: MediaNodesDeps): void {
  const watched = new Set(
    deps.peers
      .listWhere(({ kind }) => kind === 'sub' || kind === 'whep')
      .map(({ place, showId }) => `${showId} ${place.bootId}`),
  );
  for (const relay of deps.relays.listWhere(() => true)) {
    if (watched.has(`${relay.showId} ${relay.place.bootId}`)) relay.usedMs = deps.nowMs();
    const isOrigin = isSamePlace(deps.stages.get(relay.showId).place, relay.place);
    if (!isOrigin && deps.nowMs() - relay.usedMs < deps.timings.relayIdleAfterMs) continue;
    deps.log.info({ showId: relay.showId, ...relay.place }, 'nobody watches through a relay, closed');
    void dropRelay(deps, relay);
  }
}
