import { AppError, RunId, replays, ShowId } from '@shoal/contract';
import { type Request, Router } from 'express';
import type { Db } from '../../platform/database.ts';
import type { Admission, AdmitViewer } from './admit-viewer.ts';
import type { MintEdgeGrant } from './edge-grant.ts';
import { getReadyRuns } from './get-replay.ts';
import type { HlsGrants } from './hls-grant.ts';
import { renderDvrPlaylist, renderLivePlaylist, renderReplayPlaylist, type ShowProgress } from './playlist.ts';
import type { RecordingIndex } from './recording-index.ts';
import { noSuchFile, type RecordingStore } from './recording-store.ts';
import { type TimelineSegment, toTimeline } from './timeline.ts';

export type HlsDeps = {
  db: Db;
  recordings: RecordingStore;
  now: () => Date;
  grants: HlsGrants;
  index: RecordingIndex;
  admit: AdmitViewer;
  mintEdgeGrant: MintEdgeGrant;
  /** Where the show's low-latency list is served now; undefined when nowhere. */
  findLiveEdge: (showId: ShowId) => string | undefined;
  /** Counts why players gave a live edge up. */
  onEdgeLost: (loss: replays.EdgeLoss) => void;
};

const Playlist = /^(live|dvr|replay)\.m3u8$/;
const StoredFile = /^(init\.mp4|\d{6}\.m4s)$/;

/** Serves playlists, made as they are asked for, and the store's segments, which cost no query. */
export function hlsRoutes(deps: HlsDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/hls/:grant/:showId/edge', async (request, response) => {
    const { showId, viewer } = readGrant(deps, request);
    const lost = replays.EdgeLoss.safeParse(request.query.lost);
    if (lost.success) deps.onEdgeLost(lost.data);
    const nowMs = deps.now().getTime();
    const admission = await deps.admit(showId, viewer, nowMs);
    if (!admission) throw notAllowed();
    const base = admission.recording === 'recording' ? deps.findLiveEdge(showId) : undefined;
    const url = base ? `${base}/edge/${deps.mintEdgeGrant(showId, viewer, nowMs)}/${showId}/live.m3u8` : null;
    response.setHeader('Cache-Control', 'no-store');
    response.json({ url } satisfies replays.LiveEdge);
  });
  router.get('/hls/:grant/:showId/:playlist', async (request, response) => {
    const { showId, viewer } = readGrant(deps, request);
    const kind = Playlist.exec(String(request.params.playlist))?.[1];
    if (!kind) throw noSuchFile();
    const admission = await deps.admit(showId, viewer, deps.now().getTime());
    if (!admission) throw notAllowed();
    if (admission.recording === undefined || admission.recording === 'removed') throw notReady();
    const text =
      kind === 'replay' ? await renderReplay(deps, showId) : await renderRunning(deps, showId, { kind, ...admission });
    response.setHeader('Cache-Control', 'no-store');
    response.type('application/vnd.apple.mpegurl').send(text);
  });
  router.get('/hls/:grant/:showId/:runId/:file', async (request, response) => {
    const { showId } = readGrant(deps, request);
    const runId = RunId.safeParse(request.params.runId);
    const file = StoredFile.exec(String(request.params.file))?.[0];
    if (!runId.success || !file) throw noSuchFile();
    await deps.recordings.send(request, response, { showId, runId: runId.data, file });
  });
  return router;
}

function readGrant({ grants, now }: HlsDeps, { params }: Request) {
  const showId = ShowId.safeParse(params.showId);
  const viewer = showId.success ? grants.read(String(params.grant), showId.data, now().getTime()) : undefined;
  if (!showId.success || !viewer) throw notAllowed();
  return { showId: showId.data, viewer };
}

async function renderReplay(deps: HlsDeps, showId: ShowId): Promise<string> {
  return renderReplayPlaylist(toTimeline(await getReadyRuns(deps, showId)));
}

type Running = Admission & { kind: string };

/** The list ends once the recording is final: the last segments come after the show's end. */
async function renderRunning({ index }: HlsDeps, showId: ShowId, { kind, recording }: Running): Promise<string> {
  const { timeline } = await index.get(showId);
  if (timeline.length === 0) throw notReady();
  const progress = recording === 'recording' ? 'running' : 'over';
  return kind === 'dvr' ? renderOnce(timeline, progress) : renderLivePlaylist(timeline, progress);
}

type Rendered = { length: number; progress: ShowProgress; text: string };
const rendered = new WeakMap<readonly TimelineSegment[], Rendered>();

/** The whole list is long, and the same for everybody until the next segment. */
function renderOnce(timeline: readonly TimelineSegment[], progress: ShowProgress): string {
  const { length } = timeline;
  const known = rendered.get(timeline);
  if (known?.length === length && known.progress === progress) return known.text;
  const text = renderDvrPlaylist(timeline, progress);
  rendered.set(timeline, { length, progress, text });
  return text;
}

const notAllowed = () => new AppError('accounts.not_allowed', 'this grant opens nothing here');
const notReady = () => new AppError('replays.not_ready', 'nothing to play yet');
