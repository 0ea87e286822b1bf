import type { log, MaterialId, replays, ShareCode, ShowId, shares } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import { chooseCards } from './choose-cards.ts';
import { chooseChapters } from './choose-chapters.ts';
import { getProgrammeLengthMs } from './choose-counted-runs.ts';
import { placeInProgramme } from './get-replay.ts';
import { type PlaybackPathDeps, toPlaybackPath } from './playback-path.ts';
import { listRecalledDrops } from './recalled-drops.ts';
import type { RecordingIndex } from './recording-index.ts';
import { findRecording } from './recordings.store.ts';

/** What a consumer's page can play now. */
export type ShopPlayback = {
  /** `pending`: live without a first segment, or over and still being finalised. `none`: nothing to play any more. */
  status: 'live' | 'replay' | 'pending' | 'none';
  hlsPath: string | null;
  durationMs: number | null;
  chapters: replays.Chapter[];
  cards: shares.ShopCard[];
  /** Where the link's material was dropped first; 0 when it was not, or was recalled. */
  productStartsMs: number;
};

export type ShopPlaybackDeps = PlaybackPathDeps & {
  db: Db;
  index: RecordingIndex;
  listEntries: (showId: ShowId) => Promise<readonly log.LogEntry[]>;
};

/** A show as its public page sees it: title and whether it is live. */
export type ShopShow = { showId: ShowId; title: string; isLive: boolean };

/** The live stream while the show is live, afterwards its replay with chapters. */
export async function getShopPlayback(
  deps: ShopPlaybackDeps,
  show: ShopShow,
  { code, materialId }: { code: ShareCode; materialId: MaterialId },
): Promise<ShopPlayback> {
  const { showId } = show;
  const recording = await findRecording(deps.db, showId);
  const watch = { showId, viewer: { kind: 'share', code } } as const;
  if (show.isLive) {
    const hasSegments = (await deps.index.get(showId)).timeline.length > 0;
    if (!hasSegments) return nothing('pending');
    return { ...nothing('live'), hlsPath: toPlaybackPath(deps, watch, 'live') };
  }
  if (recording?.state === 'recording') return nothing('pending');
  if (recording?.state !== 'ready') return nothing('none');
  const runs = (await deps.index.get(showId)).getCountedRuns();
  const entries = placeInProgramme(runs, await deps.listEntries(showId));
  return {
    status: 'replay',
    hlsPath: toPlaybackPath(deps, watch, 'replay'),
    durationMs: Math.round(getProgrammeLengthMs(runs)),
    chapters: chooseChapters(entries, show.title),
    cards: chooseCards(entries),
    productStartsMs: findDropMs(entries, materialId),
  };
}

const nothing = (status: 'pending' | 'none' | 'live'): ShopPlayback => ({
  status,
  hlsPath: null,
  durationMs: null,
  chapters: [],
  cards: [],
  productStartsMs: 0,
});

function findDropMs(entries: readonly log.LogEntry[], materialId: MaterialId): number {
  const recalled = listRecalledDrops(entries);
  const drop = entries.find(
    (entry) =>
      entry.kind === 'drop.published' && entry.body.material.materialId === materialId && !recalled.has(entry.seq),
  );
  return drop?.programmeMs ?? 0;
}
