import { shows as wire } from '@shoal/contract';
import { listNewestMessages } from '../domains/chat/chat.store.ts';
import type { MediaNodes } from '../domains/media-nodes/open-media-nodes.ts';
import { hlsRoutes } from '../domains/replays/hls.routes.ts';
import { openReplays, type Replays } from '../domains/replays/open-replays.ts';
import { recordingFilePages } from '../domains/replays/recording-file.pages.ts';
import { makeFile, resumeFiles } from '../domains/replays/recording-file.ts';
import { diskRecordings } from '../domains/replays/recording-store.ts';
import { removeExpiredRecordings } from '../domains/replays/remove-recording.ts';
import { mountReplayRoutes } from '../domains/replays/replays.routes.ts';
import { s3Recordings } from '../domains/replays/s3-recordings.ts';
import { getCommandedShow, requireAccess } from '../domains/shows/find-show-access.ts';
import type { Shows } from '../domains/shows/open-shows.ts';
import { listEntriesAfter } from '../domains/shows/show-log.store.ts';
import { findShow } from '../domains/shows/shows.store.ts';
import { keepGoing } from '../platform/keep-going.ts';
import { openObjectStore } from '../platform/object-store.ts';
import { readSessionToken } from '../platform/session-cookie.ts';
import { studioRoom } from '../realtime/socket-rooms.ts';
import { mayWatchShow } from '../views/may-watch-show.ts';
import type { Ground } from './ground.ts';
import { composeShares } from './shares.ts';

export function composeReplays(ground: Ground, shows: Shows, media: MediaNodes): Replays {
  const { api, authentication, broadcaster, closing, config, db, jobs, log, metrics, now, pages, starters } = ground;
  const replays = openReplays({
    ...config,
    jobs,
    ffmpegPath: config.ffmpegPath ?? 'ffmpeg',
    recordings: config.s3 ? s3Recordings(openObjectStore(config.s3)) : diskRecordings(config.storeDir),
    db,
    log,
    now,
    isLive: async (showId) => (await findShow(db, showId))?.state === 'live',
    findStagePlace: media.findStreamingPlace,
    startOnNode: media.startRecording,
    stopOnNode: media.stopRecording,
    // A page that came over https may not read from an address that has none.
    findLiveEdge: (showId) => {
      const url = media.findLiveEdge(showId);
      return url && config.isSecure && !url.startsWith('https:') ? undefined : url;
    },
    onEdgeLost: metrics.countEdgeLost,
    onFirstSegment: media.tellStage,
    onRecordingChanged: (recording) => broadcaster.send(studioRoom(recording.showId), wire.recordingChanged, recording),
    getEnterableShow: async (caller, showId) => {
      await requireAccess(shows, db, { caller, showId });
      return { title: (await findShow(db, showId))?.title ?? '' };
    },
    getCommandedShow: async (caller, showId) => {
      const { state } = await getCommandedShow(shows, db, { caller, showId });
      return { isOver: ['ended', 'archived', 'cancelled'].includes(state) };
    },
    listEntries: (showId) => listEntriesAfter(db, showId, { afterSeq: 0, limit: MAX_REPLAYED }),
    listChat: (showId) => listNewestMessages(db, showId, MAX_REPLAYED),
    mayWatch: (viewer, showId) => mayWatchShow(db, viewer, showId),
  });
  mountReplayRoutes(api.on, replays.routeDeps);
  pages.push(hlsRoutes(replays.routeDeps));
  pages.push(
    recordingFilePages({
      ...replays.routeDeps,
      findMember: async (request) => {
        const token = readSessionToken(request.headers.cookie, config.isSecure);
        return token ? await authentication.authenticate(token) : undefined;
      },
    }),
  );
  jobs.on(makeFile, ({ showId }) => replays.makeFile(showId));
  starters.push(() => resumeFiles({ db, jobs }));
  starters.push(replays.load);
  starters.push(async () => keepGoing(log, replays.finaliseLeftovers()));
  jobs.onSchedule('replays.finalise_leftovers', '* * * * *', replays.finaliseLeftovers);
  jobs.onSchedule('replays.remove_expired', '23 4 * * *', () => removeExpiredRecordings(replays.routeDeps));
  closing.add('replays', replays.close);
  composeShares(ground, shows, replays);
  return replays;
}

/** What a replay carries of log and chat at most. */
const MAX_REPLAYED = 10_000;
