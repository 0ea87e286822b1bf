import type { RunId, ShowId } from '@shoal/contract';
import type { Log } from '../platform/log.ts';
import { turns } from '../platform/turns.ts';
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
  measureFreeDiskBytes: () => Promise<number>;
  minFreeDiskBytes: number;
  onStopped: (showId: ShowId, reason: 'asked' | 'disk_full') => void;
  /** Whether the publisher of now answers key frame requests; told when it changes. */
  onKeyFrames: (showId: ShowId, areMissing: boolean) => void;
};

/** The recorders of this node, at most one per show. */
export class Recordings {
  readonly #deps: RecordingsDeps;
  readonly #recorders = new Map<ShowId, ShowRecorder>();
  readonly #lastRunIds = new Map<ShowId, RunId | null>();
  readonly #diskTimer: NodeJS.Timeout;
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
      const found = await this.#deps.findPlace(showId, fence);
      const place = {
        ordinal: found?.ordinal ?? 0,
        programmeStartMs: Math.max(programmeStartMs, found?.programmeStartMs ?? 0),
      };
      const recorderDeps = {
        ...this.#deps,
        onWriteFailed: (error: Error) => {
          this.#deps.log.error({ err: error, showId }, 'recording could not be written');
          void this.#stop(showId, 'disk_full');
        },
      };
      this.#recorders.set(showId, new ShowRecorder(recorderDeps, { showId, fence, place }));
      this.#deps.log.info({ showId, fence, ...place }, 'recording started');
      await this.#checkDisk();
    });
  }

  /** Finalises; answers with the last run that holds anything, also when asked again. */
  stop(showId: ShowId): Promise<RunId | null> {
    return this.#turns.take(showId, () => this.#stop(showId, 'stopped'));
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

  async #checkDisk(): Promise<void> {
    const freeBytes = await this.#deps.measureFreeDiskBytes();
    if (freeBytes >= this.#deps.minFreeDiskBytes || this.#recorders.size === 0) return;
    this.#deps.log.error({ freeBytes, minFreeBytes: this.#deps.minFreeDiskBytes }, 'disk is full, recording stops');
    await Promise.all([...this.#recorders.keys()].map((showId) => this.#stop(showId, 'disk_full')));
  }
}
