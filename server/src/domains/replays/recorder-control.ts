import type { BootId, NodeId, ShowId } from '@shoal/contract';
import type { Db } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { getProgrammeLengthMs } from './choose-counted-runs.ts';
import type { RecordingIndex } from './recording-index.ts';
import { findRecording, takeNextFence } from './recordings.store.ts';

/** One life of one media process. */
export type StagePlace = { readonly nodeId: NodeId; readonly bootId: BootId };
export type RecorderState = 'off' | 'on' | 'stopped_disk_full';

export type RecorderControlDeps = {
  db: Db;
  log: Log;
  now: () => Date;
  index: RecordingIndex;
  isLive: (showId: ShowId) => Promise<boolean>;
  /** Where the show streams now; undefined while it does not. */
  findStagePlace: (showId: ShowId) => StagePlace | undefined;
  /** @throws AppError when the node does not take it. */
  startOnNode: (showId: ShowId, order: { fence: number; programmeStartMs: number }) => Promise<void>;
  stopOnNode: (showId: ShowId) => Promise<void>;
  onStateChanged: (showId: ShowId) => void;
  retryDelayMs: number;
};

/** Sees to it that a live show is recorded wherever its stage is, and that each recorder has a fence of its own. */
export type RecorderControl = {
  /** Starts recording where the stage is, unless it is recorded there already. Safe to call at every change. */
  ensure(showId: ShowId): Promise<void>;
  /** Takes over a recorder that was started before this process was there, if it is the newest one. */
  adopt(showId: ShowId, place: StagePlace, fence: number): Promise<void>;
  noteStopped(showId: ShowId, reason: StopReason): void;
  /** What the disk had stopped goes on. */
  noteResumed(showId: ShowId): void;
  /** Whether the publisher of now answers no key frame request. */
  noteKeyFrames(showId: ShowId, areMissing: boolean): void;
  hasRareKeyFrames(showId: ShowId): boolean;
  getState(showId: ShowId): RecorderState;
  /** Settles within the bound of a node call; a node that is away has nothing to stop. */
  stop(showId: ShowId): Promise<void>;
  close(): void;
};
type StopReason = 'asked' | 'disk_full';

type Told = { place: StagePlace; state: RecorderState };

/** No recorder is known yet. */
export function createRecorderControl(deps: RecorderControlDeps): RecorderControl {
  const told = new Map<ShowId, Told>();
  const rareKeyFrames = new Set<ShowId>();
  const stoppedByDisk = new Set<ShowId>();
  const ensuring = new Map<ShowId, Promise<void>>();
  const closing = new AbortController();

  const set = (showId: ShowId, next: Told) => {
    if (!isSamePlace(told.get(showId)?.place, next.place)) rareKeyFrames.delete(showId); // Another recorder will say.
    told.set(showId, next);
    deps.onStateChanged(showId);
  };
  const isRecordedAt = (showId: ShowId, place: StagePlace) => isSamePlace(told.get(showId)?.place, place);

  const ensure = async (showId: ShowId): Promise<void> => {
    const place = deps.findStagePlace(showId);
    if (!place || closing.signal.aborted || isRecordedAt(showId, place) || !(await deps.isLive(showId))) return;
    const order = await takeOrder(deps, showId);
    if (!order) return;
    while (isSamePlace(deps.findStagePlace(showId), place) && !closing.signal.aborted) {
      stoppedByDisk.delete(showId);
      if (await tryStart(deps, showId, order)) {
        // A full disk may have said so before the node answered.
        return set(showId, { place, state: stoppedByDisk.has(showId) ? 'stopped_disk_full' : 'on' });
      }
      await delay(deps.retryDelayMs, closing.signal);
      if (!(await deps.isLive(showId))) return;
    }
    return ensure(showId); // The stage moved meanwhile.
  };

  return {
    ensure(showId) {
      const running = ensuring.get(showId) ?? ensure(showId).finally(() => ensuring.delete(showId));
      ensuring.set(showId, running);
      return running;
    },
    async adopt(showId, place, fence) {
      const recording = await findRecording(deps.db, showId);
      if (recording?.state === 'recording' && recording.fence === fence) set(showId, { place, state: 'on' });
    },
    noteStopped(showId, reason) {
      const known = told.get(showId);
      if (reason !== 'disk_full') return;
      stoppedByDisk.add(showId);
      if (known) set(showId, { ...known, state: 'stopped_disk_full' });
    },
    noteResumed(showId) {
      stoppedByDisk.delete(showId);
      const known = told.get(showId);
      if (known) set(showId, { ...known, state: 'on' });
    },
    noteKeyFrames(showId, areMissing) {
      if (areMissing) rareKeyFrames.add(showId);
      else rareKeyFrames.delete(showId);
      deps.onStateChanged(showId);
    },
    hasRareKeyFrames: (showId) => rareKeyFrames.has(showId),
    getState: (showId) => told.get(showId)?.state ?? 'off',
    async stop(showId) {
      rareKeyFrames.delete(showId);
      stoppedByDisk.delete(showId);
      if (told.delete(showId)) deps.onStateChanged(showId);
      await deps.stopOnNode(showId).catch((err: unknown) => {
        deps.log.warn({ err, showId }, 'recorder did not say that it stopped');
      });
    },
    close: () => closing.abort(),
  };
}

async function takeOrder(deps: RecorderControlDeps, showId: ShowId) {
  const fence = await takeNextFence(deps.db, showId, deps.now());
  if (fence === undefined) return undefined;
  const recording = await deps.index.reload(showId);
  return { fence, programmeStartMs: Math.round(getProgrammeLengthMs(recording.getCountedRuns())) };
}

type Order = { fence: number; programmeStartMs: number };

async function tryStart(deps: RecorderControlDeps, showId: ShowId, order: Order): Promise<boolean> {
  try {
    await deps.startOnNode(showId, order);
    deps.log.info({ showId, ...order }, 'recording started');
    return true;
  } catch (err) {
    deps.log.warn({ err, showId, fence: order.fence }, 'recording did not start yet');
    return false;
  }
}

const isSamePlace = (a: StagePlace | undefined, b: StagePlace) => a?.nodeId === b.nodeId && a.bootId === b.bootId;

const delay = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });
