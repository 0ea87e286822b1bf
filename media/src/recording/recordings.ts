import type { RunId, ShowId } from '@shoal/contract';
import type { Log } from '../platform/log.ts';
import { turns } from '../platform/turns.ts';
import { chooseDiskState, type DiskFigures, type DiskState } from './choose-disk-state.ts';
import type { CloseReason, OpenRunOutput, ProgrammePlace } from './run-output.ts';
import { ShowRecorder } from './show-recorder.ts';
import type { OpenTap } from './tap.ts';

const DISK_CHECK_MS = 5_000;

export type RecordingsDeps = {
  ffmpegPath: string;
  log: Log;
  now: () => number;
  openTap: OpenTap;
  openRunOutput: OpenRunOutput;
  /** Where the next run stands, by what is on disk. */
  findPlace: (showId: ShowId, fence: number) => Promise<ProgrammePlace | undefined>;
  measureDisk: () => Promise<DiskFigures>;
  /** Undefined: 2 GiB or 5 % of the disk, whichever is more. */
  minFreeDiskBytes: number | undefined;
  onDiskState: (state: DiskState) => void;
  onStopped: (showId: ShowId, reason: 'asked' | 'disk_full') => void;
  /** There is room again, and what the disk had stopped goes on. */
  onResumed: (showId: ShowId) => void;
  /** Whether the publisher of now answers key frame requests; told when it changes. */
  onKeyFrames: (showId: ShowId, areMissing: boolean) => void;
};

/** The recorders of this node, at most one per show. */
export class Recordings {
  readonly #deps: RecordingsDeps;
  readonly #recorders = new Map<ShowId, ShowRecorder>();
  readonly #lastRunIds = new Map<ShowId, RunId | null>();
  /** What goes on when there is room again. */
  readonly #stoppedByDisk = new Map<ShowId, { fence: number; programmeStartMs: number }>();
  readonly #diskTimer: NodeJS.Timeout;
  #diskState: DiskState = 'roomy';
  readonly #turns = turns();

  constructor(deps: RecordingsDeps) {
    this.#deps = deps;
    this.#diskTimer = setInterval(() => void this.#checkDisk(), DISK_CHECK_MS);
  }

  fenceOf(showId: ShowId): number | null {
    return this.#recorders.get(showId)?.fence ?? null;
  }

  encoderPidOf(showId: ShowId): number | undefined {
    return this.#recorders.get(showId)?.encoderPid;
  }

  /** For a server that may not have heard: those whose publisher answers no key frame request. */
  get showsLackingKeyFrames(): ShowId[] {
    return [...this.#recorders].filter(([, recorder]) => recorder.lacksKeyFrames).map(([showId]) => showId);
  }

  /** Records from now on. A higher fence begins a new row of runs; the same or a lower one changes nothing. */
  start(showId: ShowId, fence: number, programmeStartMs: number): Promise<void> {
    return this.#turns.take(showId, async () => {
      const present = this.#recorders.get(showId);
      if (present && present.fence >= fence) return;
      await present?.stop('stopped');
      this.#stoppedByDisk.delete(showId);
      const found = await this.#deps.findPlace(showId, fence);
      const place = {
        ordinal: found?.ordinal ?? 0,
        programmeStartMs: Math.max(programmeStartMs, found?.programmeStartMs ?? 0),
      };
      const recorderDeps = {
        ...this.#deps,
        onWriteFailed: (error: Error) => {
          this.#deps.log.error({ err: error, showId }, 'recording could not be written');
          void this.#stopForDisk(showId);
        },
      };
      this.#recorders.set(showId, new ShowRecorder(recorderDeps, { showId, fence, place }));
      this.#deps.log.info({ showId, fence, ...place }, 'recording started');
      await this.#checkDisk();
    });
  }

  /** Finalises; answers with the last run that holds anything, also when asked again. */
  stop(showId: ShowId): Promise<RunId | null> {
    return this.#turns.take(showId, () => {
      this.#stoppedByDisk.delete(showId);
      return this.#stop(showId, 'stopped');
    });
  }

  /** The stage has another publisher, other tracks, or none. */
  followStage(showId: ShowId): void {
    this.#recorders.get(showId)?.followStage();
  }

  async close(): Promise<void> {
    clearInterval(this.#diskTimer);
    await this.#turns.allDone();
    await Promise.all([...this.#recorders.keys()].map((showId) => this.#stop(showId, 'stopped')));
  }

  async #stop(showId: ShowId, reason: CloseReason): Promise<RunId | null> {
    const recorder = this.#recorders.get(showId);
    if (!recorder) return this.#lastRunIds.get(showId) ?? null;
    this.#recorders.delete(showId);
    const lastRunId = await recorder.stop(reason);
    this.#lastRunIds.set(showId, lastRunId);
    this.#deps.log.info({ showId, reason, lastRunId }, 'recording stopped');
    this.#deps.onStopped(showId, reason === 'disk_full' ? 'disk_full' : 'asked');
    return lastRunId;
  }

  /** The show goes on, and the recording with it when there is room again: nothing is removed to make some. */
  async #stopForDisk(showId: ShowId): Promise<void> {
    const fence = this.#recorders.get(showId)?.fence;
    await this.#stop(showId, 'disk_full');
    if (fence !== undefined) this.#stoppedByDisk.set(showId, { fence, programmeStartMs: 0 });
  }

  async #checkDisk(): Promise<void> {
    const { log, measureDisk, minFreeDiskBytes, onDiskState } = this.#deps;
    const disk = await measureDisk();
    const state = chooseDiskState(disk, minFreeDiskBytes);
    if (state !== this.#diskState) {
      onDiskState(state);
      if (state === 'low') log.error({ ...disk }, 'disk is nearly full: make room, or recording stops');
      if (state === 'full') log.error({ ...disk, minFreeDiskBytes }, 'disk is full, recording stops');
    }
    this.#diskState = state;
    if (state === 'full') await Promise.all([...this.#recorders.keys()].map((showId) => this.#stopForDisk(showId)));
    if (state === 'roomy' || state === 'low') this.#resume();
  }

  #resume(): void {
    for (const [showId, { fence, programmeStartMs }] of this.#stoppedByDisk) {
      this.#stoppedByDisk.delete(showId);
      this.#deps.log.info({ showId, fence }, 'there is room again, recording goes on');
      void this.start(showId, fence, programmeStartMs).then(() => this.#deps.onResumed(showId));
    }
  }
}
