import type { AccountId, ShowId, StreamKeyId, shows, signaling } from '@shoal/contract';
import { mediaNode } from '@shoal/contract';
import type { Namespace } from 'socket.io';
import { closeIdleRelays } from './close-idle-relays.ts';
import { closeOutdated } from './close-outdated.ts';
import { closeShowMedia } from './close-show-media.ts';
import { getNode } from './get-node.ts';
import { loseNode } from './lose-stage.ts';
import { defaultTimings, type MediaNodesDeps, type MediaNodesNeeds, type MediaTimings } from './media-nodes-deps.ts';
import { NodeRegistry } from './node-registry.ts';
import { createPeerBook, type PeerFilter } from './peer-book.ts';
import { publishFile } from './publish-file.ts';
import { createRelayBook } from './relay-book.ts';
import { renewLeases } from './renew-leases.ts';
import { revokeEdge } from './revoke-edge.ts';
import { revokePeers } from './revoke-peers.ts';
import {
  endSdpSession,
  getSdpSession,
  patchSdpSession,
  playOffer,
  publishOffer,
  type SdpAnswered,
  type SdpClient,
  type SdpSessionName,
} from './sdp-sessions.ts';
import { serveNodes } from './serve-nodes.ts';
import { isStreaming, type NodePlace, toStageState } from './stage.ts';
import { createStageBook } from './stage-book.ts';

type Given = MediaNodesNeeds & Pick<MediaNodesDeps, 'db' | 'log' | 'now'> & { timings?: Partial<MediaTimings> };

/** The media plane as the rest of the server sees it. */
export type MediaNodes = {
  /** For `registerSignalingCommands`. */
  deps: MediaNodesDeps;
  getStage(showId: ShowId): shows.StageState;
  /** What browsers load their device with; null while no node is here. */
  getRtpCapabilities(): signaling.RtpCapabilities | null;
  /** Where a show streams; undefined while it does not, or its node is away. */
  findStreamingPlace(showId: ShowId): NodePlace | undefined;
  /** Tells clients the stage again, because what plays over HLS changed. */
  tellStage(showId: ShowId): void;
  startRecording(showId: ShowId, order: { fence: number; programmeStartMs: number }): Promise<void>;
  stopRecording(showId: ShowId): Promise<void>;
  closeShowMedia(showId: ShowId): Promise<void>;
  revokePeers(filter: PeerFilter): Promise<void>;
  /** Ends an account's low-latency HLS, of one show or of all. */
  revokeEdge(accountId: AccountId, showId: ShowId | null): Promise<void>;
  /** Where a show's low-latency list is served; undefined when nowhere. */
  findLiveEdge(showId: ShowId): string | undefined;
  /** Every address that pages may read low-latency HLS from. */
  listLiveEdges(): string[];
  publishOffer(client: SdpClient, offer: string): Promise<SdpAnswered>;
  playOffer(client: SdpClient, offer: string): Promise<SdpAnswered>;
  patchSession(
    name: SdpSessionName,
    news: { iceTag: string | null; fragment: string },
  ): Promise<{ answer: string | null; iceTag: string }>;
  endSession(name: SdpSessionName): Promise<void>;
  /** The key that a session came with. @throws AppError `request.not_found` */
  getSessionKey(name: SdpSessionName): StreamKeyId | undefined;
  /** Clients that are here with a stream key. */
  countClients(keyId: StreamKeyId): number;
  publishDemoFile(showId: ShowId, accountId: AccountId, file: string): Promise<void>;
  countNodes(): number;
  /** Reads what was known of the stages when the server stopped. Before the first node dials. */
  load(): Promise<void>;
  close(): Promise<void>;
};

/** Lets media nodes in. */
export function openMediaNodes(namespace: Namespace, given: Given): MediaNodes {
  const deps = openDeps(given);
  const { registry, stages, timings } = deps;
  serveNodes(namespace, deps);
  const renewing = setInterval(() => {
    void renewLeases(deps);
    for (const node of registry.list()) void closeOutdated(deps, node);
    closeIdleRelays(deps);
  }, timings.renewEveryMs).unref();
  return {
    deps,
    getStage: (showId) => toStageState(stages.get(showId), deps.hasHls(showId)),
    getRtpCapabilities: () => registry.list()[0]?.rtpCapabilities ?? null,
    findStreamingPlace(showId) {
      const stage = stages.get(showId);
      return isStreaming(stage) ? registry.find(stage.place)?.place : undefined;
    },
    tellStage: (showId) => deps.announceStage(showId, toStageState(stages.get(showId), deps.hasHls(showId))),
    async startRecording(showId, order) {
      await getNode(deps, showId).call(mediaNode.startRecording, { showId, ...order });
    },
    async stopRecording(showId) {
      await registry.find(stages.get(showId).place)?.call(mediaNode.stopRecording, { showId });
    },
    closeShowMedia: (showId) => closeShowMedia(deps, showId),
    revokePeers: (filter) => revokePeers(deps, filter),
    revokeEdge: (accountId, showId) => revokeEdge(deps, accountId, showId),
    findLiveEdge(showId) {
      const stage = stages.get(showId);
      return (isStreaming(stage) && registry.find(stage.place)?.liveEdgeUrl) || undefined;
    },
    listLiveEdges: () => registry.list().flatMap(({ liveEdgeUrl }) => liveEdgeUrl ?? []),
    publishOffer: (client, offer) => publishOffer(deps, client, offer),
    playOffer: (client, offer) => playOffer(deps, client, offer),
    patchSession: (name, news) => patchSdpSession(deps, name, news),
    endSession: (name) => endSdpSession(deps, name),
    getSessionKey: (name) => getSdpSession(deps, name).keyId,
    countClients: (keyId) => deps.peers.listWhere((grant) => grant.keyId === keyId).length,
    publishDemoFile: (showId, accountId, file) => publishFile(deps, { showId, accountId }, file),
    countNodes: () => registry.list().length,
    async load() {
      for (const place of await stages.load()) registry.expect(place, timings.firstReturnWithinMs);
    },
    async close() {
      clearInterval(renewing);
      registry.close();
      namespace.local.disconnectSockets(true);
      await stages.whenSaved();
    },
  };
}

function openDeps(given: Given): MediaNodesDeps {
  const { announceStage, db, hasHls, log, now } = given;
  const timings = { ...defaultTimings, ...given.timings };
  const nowMs = () => performance.now();
  const stages = createStageBook({
    db,
    log,
    now,
    onChanged: (stage) => announceStage(stage.showId, toStageState(stage, hasHls(stage.showId))),
  });
  const peers = createPeerBook();
  const relays = createRelayBook();
  const registry: NodeRegistry = new NodeRegistry({ ...timings, nowMs, onLost: (place) => loseNode(deps, place) });
  const deps: MediaNodesDeps = { ...given, timings, nowMs, stages, registry, peers, relays };
  return deps;
}
