import { AppError, type chat, type log, type replays, type ShowId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import type { Db } from '../../platform/database.ts';
import { chooseChapters } from './choose-chapters.ts';
import { type CountedRun, getProgrammeLengthMs } from './choose-counted-runs.ts';
import { type PlaybackPathDeps, toPlaybackPath } from './playback-path.ts';
import { listGaps, toProgrammeMs } from './programme-time.ts';
import type { RecordingIndex } from './recording-index.ts';
import { findRecording } from './recordings.store.ts';

export type GetReplayDeps = PlaybackPathDeps & {
  db: Db;
  index: RecordingIndex;
  /** The show, for those who can enter it. @throws AppError `shows.not_found` */
  getEnterableShow: (caller: Member, showId: ShowId) => Promise<{ title: string }>;
  /** The whole log, in order. */
  listEntries: (showId: ShowId) => Promise<readonly log.LogEntry[]>;
  /** What was said and is not deleted, oldest first. */
  listChat: (showId: ShowId) => Promise<readonly chat.ChatMessage[]>;
};

/**
 * The recording with everything on its time line.
 * @throws AppError `shows.not_found` | `replays.not_ready`
 */
export async function getReplay(deps: GetReplayDeps, caller: Member, showId: ShowId): Promise<replays.Replay> {
  const { title } = await deps.getEnterableShow(caller, showId);
  const runs = await getReadyRuns(deps, showId);
  const [told, said] = await Promise.all([deps.listEntries(showId), deps.listChat(showId)]);
  const entries = placeInProgramme(runs, told);
  const viewer = { kind: 'account', accountId: caller.accountId } as const;
  return {
    hlsPath: toPlaybackPath(deps, { showId, viewer }, 'replay'),
    durationMs: Math.round(getProgrammeLengthMs(runs)),
    chapters: chooseChapters(entries, title),
    entries,
    chat: placeInProgramme(runs, said),
    gaps: listGaps(runs),
  };
}

/** The runs of a replay that plays. @throws AppError `replays.not_ready` */
export async function getReadyRuns(
  { db, index }: Pick<GetReplayDeps, 'db' | 'index'>,
  showId: ShowId,
): Promise<readonly CountedRun[]> {
  const recording = await findRecording(db, showId);
  if (recording?.state !== 'ready') throw new AppError('replays.not_ready', `show ${showId} has no replay yet`);
  return (await index.get(showId)).getCountedRuns();
}

/** Gives each its final programme time, which its moment and the run that covers it decide. */
export function placeInProgramme<T extends { at: string; programmeMs: number }>(
  runs: readonly CountedRun[],
  items: readonly T[],
): T[] {
  return items.map((item) => ({ ...item, programmeMs: toProgrammeMs(runs, Date.parse(item.at)) }));
}
