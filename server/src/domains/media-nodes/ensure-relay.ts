import { AppError, mediaNode, type ShowId } from '@shoal/contract';
import { getNode } from './get-node.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import type { Relay } from './relay-book.ts';
import { isSamePlace, isStreaming, toClientGeneration } from './stage.ts';

/**
 * Sees to it that a node pulls all that is on a show's stage now. One round runs at a time; who comes meanwhile waits
 * for it, so that a crowd makes one pipe.
 * @returns the generation that the node has, as clients count it.
 * @throws AppError `media.no_node` | `media.not_streaming` | `media.full` | `media.transport_gone` | `media.incompatible`
 */
export async function ensureRelay(deps: MediaNodesDeps, showId: ShowId, node: MediaNodeClient): Promise<number> {
  const { nowMs, relays } = deps;
  const relay = relays.take(showId, node.place, { nowMs: nowMs(), relayId: crypto.randomUUID() });
  relay.usedMs = nowMs();
  // Twice: the round that runs may be of before the stage's last change.
  for (let round = 0; round < 2 && !isCurrent(deps, relay); round += 1) await joinRound(deps, relay, node);
  if (relay.generation === undefined) throw new AppError('media.not_streaming', `show ${showId} is not pulled`);
  return relay.generation;
}

/** Brings the relays of a show up to date after its stage changed: before its viewers ask, who wait for it otherwise. */
export function refreshRelays(deps: MediaNodesDeps, showId: ShowId): void {
  if (!isStreaming(deps.stages.get(showId))) return;
  for (const relay of deps.relays.listOf(showId)) {
    const node = deps.registry.find(relay.place);
    if (!node) continue;
    ensureRelay(deps, showId, node).catch((err: unknown) => {
      deps.log.warn({ err, showId, ...relay.place }, 'could not bring a relay up to date; its viewers ask again');
    });
  }
}

const isCurrent = ({ stages }: MediaNodesDeps, { generation, isStale, showId }: Relay): boolean =>
  !isStale && generation !== undefined && generation >= stages.get(showId).generation;

/** Who comes while a round runs waits for that one, and shares its failure. */
function joinRound(deps: MediaNodesDeps, relay: Relay, node: MediaNodeClient): Promise<void> {
  relay.round ??= pull(deps, relay, node).finally(() => {
    relay.round = undefined;
  });
  return relay.round;
}

async function pull(deps: MediaNodesDeps, relay: Relay, node: MediaNodeClient): Promise<void> {
  try {
    await pullOnce(deps, relay, node);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'media.transport_gone') throw error;
    // A worker of either side died: what its viewers had is gone with it.
    deps.log.warn({ showId: relay.showId, ...relay.place }, 'relay lost an end, pulled anew');
    await closeEnds(deps, relay);
    relay.relayId = crypto.randomUUID();
    await pullOnce(deps, relay, node);
    tellViewers(deps, relay);
  }
}

async function pullOnce(deps: MediaNodesDeps, relay: Relay, node: MediaNodeClient): Promise<void> {
  const { relayId, showId } = relay;
  const stage = deps.stages.get(showId);
  const origin = getNode(deps, showId);
  relay.isStale = false;
  const isFirst = relay.generation === undefined;
  const { to } = await node.call(mediaNode.openRelay, { showId, relayId });
  const { from, generation, tracks } = await origin.call(mediaNode.sendRelay, { showId, relayId, to });
  await node.call(mediaNode.receiveRelay, { showId, relayId, from, tracks });
  relay.generation = toClientGeneration(stage.placements, generation);
  if (isFirst) deps.log.info({ showId, relayId, from: origin.nodeId, to: node.nodeId }, 'show pulled by another node');
}

async function closeEnds(deps: MediaNodesDeps, { place, relayId, showId }: Relay): Promise<void> {
  const ends = [deps.registry.find(place), deps.registry.find(deps.stages.get(showId).place)];
  await Promise.all(
    ends.map((end) =>
      end?.call(mediaNode.closeRelay, { showId, relayId }).catch((err: unknown) => {
        deps.log.warn({ err, showId, relayId }, 'could not close an end of a relay');
      }),
    ),
  );
}

/** Tells the viewers of a show on one node to watch again. A player that is no page of ours sees its line end. */
export function tellViewers(deps: MediaNodesDeps, { place, showId }: Pick<Relay, 'place' | 'showId'>): void {
  for (const grant of deps.peers.listWhere((one) => one.showId === showId && isSamePlace(one.place, place))) {
    if (grant.kind === 'sub') deps.announceMediaLost(grant);
    if (grant.kind !== 'whep') continue;
    void deps.registry
      .find(place)
      ?.call(mediaNode.closePeer, { peerId: grant.peerId })
      .catch((err: unknown) => deps.log.warn({ err, showId }, 'could not end a player’s line'));
  }
}

/** Ends a relay: the origin's end, and all that the other node has of the show. */
export async function dropRelay(deps: MediaNodesDeps, relay: Relay): Promise<void> {
  const { place, relayId, showId } = relay;
  deps.relays.remove(relay);
  await closeEnds(deps, relay);
  // The stage may have come to that very node meanwhile.
  if (isSamePlace(deps.stages.get(showId).place, place)) return;
  await deps.registry
    .find(place)
    ?.call(mediaNode.closeShow, { showId })
    .catch((err: unknown) => deps.log.warn({ err, showId, relayId }, 'node did not close a show that it pulled'));
}
