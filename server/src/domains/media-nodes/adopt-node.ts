import { mediaNode, type ShowId, type shows } from '@shoal/contract';
import type { z } from 'zod';
import { closeOutdated } from './close-outdated.ts';
import { loseStage } from './lose-stage.ts';
import type { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import { readPeerId } from './peer-id.ts';
import { isSamePlace, isStreaming, withNodeStage } from './stage.ts';

type Registration = z.output<typeof mediaNode.register.payload>;
type CarriedStage = Registration['stages'][number];

/** A stage exists before the show (the host prepares) and while it is live. */
export const mayStream = (state: shows.ShowState | undefined): boolean => state === 'scheduled' || state === 'live';

/**
 * Takes in a node that has just dialled: what it carries on goes on, so that neither a restart of ours nor a cut line
 * stops a video. Shows that are over, or that stream elsewhere by now, are closed on it.
 */
export async function adoptNode(deps: MediaNodesDeps, node: MediaNodeClient, { stages }: Registration): Promise<void> {
  deps.registry.add(node);
  const carried = new Set(stages.map(({ stage }) => stage.showId));
  for (const stage of deps.stages.listAt(node.place)) {
    if (!carried.has(stage.showId)) loseStage(deps, stage);
  }
  for (const stage of stages) await adoptStage(deps, node, stage);
  await closeOutdated(deps, node);
  deps.log.info({ ...node.place, shows: carried.size, consumers: node.load.consumers }, 'media node registered');
}

async function adoptStage(deps: MediaNodesDeps, node: MediaNodeClient, carried: CarriedStage): Promise<void> {
  const { showId } = carried.stage;
  const known = deps.stages.get(showId);
  const isElsewhere =
    known.place !== undefined && !isSamePlace(known.place, node.place) && deps.registry.isHeld(known.place);
  // What it pulls counts while its origin is there, and what it is the origin of while no other node is.
  const mayKeep = isElsewhere === (carried.relayId !== null);
  if (!mayKeep || !mayStream(await deps.getShowState(showId))) return closeOnNode(deps, node, showId);
  if (carried.relayId !== null) {
    deps.relays.take(showId, node.place, { nowMs: deps.nowMs(), relayId: carried.relayId });
    for (const peerId of carried.peerIds) adoptPeer(deps, node, peerId);
    return;
  }
  const placed = await deps.stages.place(showId, node.place);
  for (const peerId of carried.peerIds) adoptPeer(deps, node, peerId);
  if (carried.recordingFence !== null) await deps.adoptRecorder(showId, node.place, carried.recordingFence);
  deps.stages.set(withNodeStage(placed, carried.stage));
  if (isStreaming(deps.stages.get(showId))) deps.onStreaming(showId);
}

/** Its session follows when its tab is seen; until then the lease decides. */
function adoptPeer(deps: MediaNodesDeps, node: MediaNodeClient, peerId: mediaNode.PeerId): void {
  const peer = readPeerId(peerId);
  if (!peer) return; // The demo's host: it keeps its own lease.
  const sessionId = deps.findTab(peer.showId, peer.accountId, peer.tabId)?.sessionId;
  deps.peers.grant(peer, { place: node.place, sessionId, nowMs: deps.nowMs() });
}

async function closeOnNode(deps: MediaNodesDeps, node: MediaNodeClient, showId: ShowId): Promise<void> {
  deps.log.info({ ...node.place, showId }, 'media node carries a show that is over or elsewhere');
  // Not awaited: its last reports come on this very connection, behind us.
  void callCloseShow(node, showId).catch((err: unknown) => deps.log.warn({ err, showId }, 'could not close a show'));
}

const callCloseShow = (node: MediaNodeClient, showId: ShowId) => node.call(mediaNode.closeShow, { showId });
