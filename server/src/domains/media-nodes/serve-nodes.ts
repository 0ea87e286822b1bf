import { type Ack, mediaNode, type NodeReport } from '@shoal/contract';
import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import { toRefusal } from '../../platform/refusal.ts';
import { adoptNode } from './adopt-node.ts';
import { drainNode } from './drain-node.ts';
import { refreshRelays } from './ensure-relay.ts';
import { MediaNodeClient } from './media-node-client.ts';
import type { MediaNodesDeps } from './media-nodes-deps.ts';
import type { PeerGrant } from './peer-book.ts';
import { isSamePlace, isStreaming, toClientGeneration, withNodeStage } from './stage.ts';

type Payload<R extends NodeReport> = z.output<R['payload']>;
type Handle<R extends NodeReport> = (payload: Payload<R>) => Promise<void> | void;
type OnReport = <const R extends NodeReport>(report: R, handle: Handle<R>) => void;

/** Listens to media nodes. Reports of one connection are taken in one after the other, each acknowledged when it is. */
export function serveNodes(namespace: Namespace, deps: MediaNodesDeps): void {
  namespace.on('connection', (socket) => {
    let node: MediaNodeClient | undefined;
    const on = listenInOrder(socket, deps);
    on(mediaNode.register, async (registration) => {
      const { callTimeoutMs } = deps.timings;
      node = new MediaNodeClient({ socket, registration, callTimeoutMs, nowMs: deps.nowMs() });
      await adoptNode(deps, node, registration);
    });
    socket.on(mediaNode.heartbeat.name, () => node?.noteHeard(deps.nowMs())); // At once: not behind slow reports.
    on(mediaNode.heartbeat, ({ load }) => node?.noteLoad(load));
    on(mediaNode.stageChanged, (stage) => node && takeStage(deps, node, stage));
    on(mediaNode.relayChanged, ({ relayId, showId }) => {
      for (const relay of deps.relays.listOf(showId)) relay.isStale ||= relay.relayId === relayId;
      refreshRelays(deps, showId);
    });
    on(mediaNode.draining, () => {
      // Not awaited: its other reports come on this very connection, behind us.
      if (node) void drainNode(deps, node);
    });
    on(mediaNode.peerClosed, (closed) => node && takePeerClosed(deps, node, closed));
    on(mediaNode.runOpened, deps.onRunOpened);
    on(mediaNode.segmentClosed, deps.onSegmentClosed);
    on(mediaNode.runClosed, deps.onRunClosed);
    on(mediaNode.keyFramesChanged, ({ areMissing, showId }) => deps.onKeyFrames(showId, areMissing));
    on(mediaNode.recordingResumed, ({ showId }) => deps.onRecordingResumed(showId));
    on(mediaNode.recordingStopped, ({ reason, showId }) => deps.onRecordingStopped(showId, reason));
    socket.on('disconnect', (reason) => {
      // When we close, the node goes on: our next start adopts it, so its stages are not lost meanwhile.
      if (!node || reason === 'server shutting down') return;
      deps.log.warn({ ...node.place, reason }, 'media node disconnected');
      deps.registry.remove(node);
    });
  });
}

/** A stage report counts while the stage is on that very node, and unless a newer one has come with a registration. */
function takeStage(deps: MediaNodesDeps, node: MediaNodeClient, told: mediaNode.Stage): void {
  const stage = deps.stages.get(told.showId);
  if (!isSamePlace(stage.place, node.place)) return;
  if (toClientGeneration(stage.placements, told.generation) < stage.generation) return;
  deps.stages.set(withNodeStage(stage, told));
  refreshRelays(deps, told.showId);
  if (isStreaming(deps.stages.get(told.showId))) deps.onStreaming(told.showId);
}

/**
 * A peer that has moved on is not forgotten for what it left behind. A viewer whose worker died is told at once,
 * and so is a host who was closed for good: her browser sees only a line that ended.
 */
function takePeerClosed(
  deps: MediaNodesDeps,
  node: MediaNodeClient,
  { peerId, reason, transportId }: Payload<typeof mediaNode.peerClosed>,
): void {
  const grant = deps.peers.find(peerId);
  if (!grant || !isSamePlace(grant.place, node.place)) return;
  if (hasAnother(grant, transportId)) return;
  deps.peers.forget(peerId);
  if (reason === 'worker_died' && grant.kind === 'sub') deps.announceMediaLost(grant);
  const { accountId, kind, showId, tabId } = grant;
  if (reason === 'sends_too_much')
    deps.log.warn({ showId, accountId }, 'a host sent far more than the cap and was closed');
  if (kind !== 'pub') return;
  // Another studio is told by the stage it owns; an encoder owns none, and two who want the stage would fight for it.
  const isEncoder = deps.peers.listWhere((other) => other.kind === 'whip' && other.showId === showId).length > 0;
  if (reason === 'sends_too_much' || (reason === 'taken_over' && isEncoder)) {
    deps.tellSendingStopped(showId, tabId, reason);
  }
}

/** She left and came again before this arrived. After a restart of ours her connections are not known: then it was all. */
function hasAnother({ sessionId, transportIds }: PeerGrant, closedId: string | null): boolean {
  if (closedId === null || sessionId === undefined) return false;
  return !transportIds.delete(closedId) || transportIds.size > 0;
}

function listenInOrder(socket: Socket, { log }: MediaNodesDeps): OnReport {
  let tail: Promise<void> = Promise.resolve();
  return (report, handle) => {
    socket.on(report.name, (raw: unknown, ack: unknown) => {
      tail = tail.then(async () => {
        const answer = await take(report, handle as Handle<NodeReport>, { raw, log }); // The schema is the handler's own.
        if (typeof ack === 'function') ack(answer);
      });
    });
  };
}

async function take(
  report: NodeReport,
  handle: Handle<NodeReport>,
  { log, raw }: { raw: unknown; log: MediaNodesDeps['log'] },
): Promise<Ack<unknown>> {
  const parsed = report.payload.safeParse(raw);
  if (!parsed.success) {
    log.error({ report: report.name, problem: parsed.error.message }, 'media node sent a report we cannot read');
    return { ok: false, error: { code: 'request.invalid', message: parsed.error.message, retry: 'never' } };
  }
  try {
    await handle(parsed.data);
    return { ok: true, data: {} };
  } catch (error) {
    return { ok: false, error: toRefusal(error, log, { report: report.name }) };
  }
}
