import { type BroadcastPayload, type ShowId, shows as wire } from '@shoal/contract';
import { mountNodeRoutes } from '../domains/media-nodes/nodes.routes.ts';
import { type MediaNodes, openMediaNodes } from '../domains/media-nodes/open-media-nodes.ts';
import { registerSignalingCommands } from '../domains/media-nodes/signaling.commands.ts';
import { StartBook } from '../domains/media-nodes/start-book.ts';
import { onStageChanged } from '../domains/shows/on-stage-changed.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { ownsStage } from '../domains/shows/owns-stage.ts';
import { findShow } from '../domains/shows/shows.store.ts';
import { listValidKeys } from '../domains/stream-keys/stream-keys.store.ts';
import { keepGoing } from '../platform/keep-going.ts';
import { personInShowRoom, showRoom, tabRoom } from '../realtime/socket-rooms.ts';
import { listShowTitles } from '../views/show-titles.ts';
import type { Ground } from './ground.ts';
import { composeReplays } from './replays.ts';
import { revokeEverywhere } from './revoke-media.ts';
import type { ShowNeighbours } from './shows.ts';
import { composeStreamKeys } from './stream-keys.ts';

export function composeMedia(ground: Ground, shows: Shows): Partial<ShowNeighbours> {
  const { accessLost, commands, config, closing, db, healthChecks, log, metrics, nodeNamespace, now, starters } =
    ground;
  const getShowState = async (showId: ShowId) => (await findShow(db, showId))?.state;
  const media: MediaNodes = openMediaNodes(nodeNamespace, {
    db,
    log,
    now,
    getShowState,
    findTab: shows.joined.findTab,
    hasHls: (showId) => replays.hasHls(showId),
    announceStage: (showId, stage) => announceStage(ground, shows, { showId, stage }),
    announceMediaLost: ({ accountId, showId, tabId }) =>
      ground.broadcaster.send(personInShowRoom(showId, accountId), wire.mediaLost, { showId, tabId }),
    tellSendingStopped: (showId, tabId, reason) =>
      ground.broadcaster.send(tabRoom(showId, tabId), wire.sendingStopped, { showId, reason }),
    listValidKeys: (keyIds) => listValidKeys(db, keyIds),
    onStreaming: (showId) => keepGoing(log, replays.recorder.ensure(showId)),
    adoptRecorder: (...recorder) => replays.recorder.adopt(...recorder),
    onRunOpened: (run) => replays.reports.onRunOpened(run),
    onRunClosed: (run) => replays.reports.onRunClosed(run),
    onSegmentClosed: (report) => replays.reports.onSegmentClosed(report),
    onKeyFrames: (showId, areMissing) => replays.recorder.noteKeyFrames(showId, areMissing),
    onRecordingResumed: (showId) => replays.recorder.noteResumed(showId),
    onRecordingStopped: (showId, reason) => replays.recorder.noteStopped(showId, reason),
  });
  const replays = composeReplays(ground, shows, media);
  const starts = new StartBook(Date.now);
  registerSignalingCommands(commands.on, {
    ...media.deps,
    isDemo: config.isDemo,
    observeStart: (start) => {
      metrics.observeStart(start);
      starts.note(start);
    },
    findJoinedTab: async ({ id }, showId) => {
      const seat = shows.joined.find(id, showId);
      return seat && { tabId: seat.tabId, ownsStage: await ownsStage(shows, showId, id) };
    },
  });
  const everywhere = revokeEverywhere(ground, media);
  composeStreamKeys(ground, shows, { ...media, revokePeers: everywhere.revokePeers });
  mountNodeRoutes(ground.api.on, {
    ...media.deps,
    starts,
    listShowTitles: (showIds) => listShowTitles(db, showIds),
  });
  accessLost.on(({ accountId, sessionIds }) => keepGoing(log, everywhere.revokePeers({ accountId, sessionIds })));
  accessLost.on(({ accountId }) => keepGoing(log, everywhere.revokeEdge(accountId, null)));
  ground.listFetchOrigins = () => media.listLiveEdges().map((url) => new URL(url).origin);
  starters.push(media.load);
  closing.add('media nodes', media.close);
  healthChecks.push({ name: 'media', check: async () => (media.countNodes() > 0 ? 'ok' : 'degraded') });
  metrics.gauge('shoal_media_nodes', 'Media nodes connected', media.countNodes);
  return {
    getStage: media.getStage,
    getRtpCapabilities: media.getRtpCapabilities,
    closeShowMedia: media.closeShowMedia,
    closePeerOf: async (showId, accountId) => {
      await Promise.all([everywhere.revokePeers({ showId, accountId }), everywhere.revokeEdge(accountId, showId)]);
    },
    closeTabMedia: media.revokePeers,
    startRecording: replays.recorder.ensure,
    stopRecording: replays.recorder.stop,
    finaliseReplay: replays.finalise,
    findReplayed: replays.findReplayed,
    hlsPathFor: replays.hlsPathFor,
    programmeMsAt: (_db, showId, at) => replays.programmeMsAt(showId, at),
  };
}

/** Tells the clients, then the show, which waits for its host. */
function announceStage(
  { broadcaster, log }: Ground,
  shows: Shows,
  told: BroadcastPayload<typeof wire.stageChanged>,
): void {
  broadcaster.send(showRoom(told.showId), wire.stageChanged, told);
  keepGoing(log, onStageChanged(shows, told.showId, { isStreaming: told.stage.status === 'streaming' }));
}
