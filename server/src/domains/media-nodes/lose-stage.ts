import { dropRelay, tellViewers } from './ensure-relay.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { isSamePlace, type NodePlace, type Stage, withoutNode } from './stage.ts';

/** A stage's node is gone, or gives it up: idle until a host publishes elsewhere; whoever pulled it has nothing left. */
export function loseStage(deps: MediaNodesDeps, stage: Stage): void {
  deps.stages.set(withoutNode(stage));
  for (const relay of deps.relays.listOf(stage.showId)) void dropRelay(deps, relay);
}

/** A node is gone for good, and with it the stages that were on it and the viewers of others'. */
export function loseNode(deps: MediaNodesDeps, place: NodePlace): void {
  deps.log.warn({ ...place }, 'media node lost');
  for (const stage of deps.stages.listAt(place)) loseStage(deps, stage);
  for (const relay of deps.relays.listWhere((other) => isSamePlace(other.place, place))) {
    tellViewers(deps, relay);
    void dropRelay(deps, relay);
  }
  for (const { peerId } of deps.peers.listWhere((grant) => isSamePlace(grant.place, place))) deps.peers.forget(peerId);
}
