import { mediaNode } from '@shoal/contract';
import { tellViewers } from './ensure-relay.ts';
import { loseStage } from './lose-stage.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { isSamePlace, type Stage } from './stage.ts';

const MOVED_WITHIN_MS = 10_000;
const POLL_MS = 100;

/**
 * Takes a node out of service: nobody new comes, its shows and viewers move to the others, then it may end. Without
 * another node nobody can move, and it may end at once.
 */
export async function drainNode(deps: MediaNodesDeps, node: MediaNodeClient): Promise<void> {
  const { log, peers, registry, relays, stages } = deps;
  registry.markDraining(node.place);
  const { place } = node;
  log.info({ ...place, shows: stages.listAt(place).length }, 'media node drains');
  if (registry.choose()) {
    await Promise.all(stages.listAt(place).map((stage) => moveStage(deps, node, stage)));
    for (const relay of relays.listWhere((other) => isSamePlace(other.place, place))) tellViewers(deps, relay);
    const isEmpty = () => peers.listWhere((grant) => isSamePlace(grant.place, place)).length === 0;
    const untilMs = deps.nowMs() + MOVED_WITHIN_MS;
    while (!isEmpty() && node.isConnected && deps.nowMs() < untilMs) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
  await node.call(mediaNode.releaseNode, {}).catch((err: unknown) => {
    log.warn({ err, ...place }, 'media node was not told that it may end');
  });
}

/** The stage is idle for a moment, until the host has published to its new node; she is told by that very change. */
async function moveStage(deps: MediaNodesDeps, node: MediaNodeClient, stage: Stage): Promise<void> {
  const { log, peers, registry, stages } = deps;
  const { showId } = stage;
  loseStage(deps, stage);
  const chosen = registry.choose();
  if (chosen) await stages.place(showId, chosen.place);
  for (const { peerId } of peers.listWhere((grant) => grant.showId === showId && isSamePlace(grant.place, node.place)))
    peers.forget(peerId);
  await node.call(mediaNode.closeShow, { showId }).catch((err: unknown) => {
    log.warn({ err, showId }, 'draining node did not close a show; it does when it ends');
  });
}
