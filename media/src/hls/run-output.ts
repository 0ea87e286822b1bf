import type { BootId, mediaNode, NodeId, RunId, ShowId } from '@shoal/contract';
import { type InitSegment, type Packager, type Part, packager, type Segment } from './packager.ts';
import { openRunFolder, type Run, writeRunFile, writeSegment } from './run-folder.ts';

export type RunOutputDeps = {
  storeDir: string;
  nodeId: NodeId;
  bootId: BootId;
  newRunId: () => RunId;
  onRunOpened: (run: Run) => void;
  onSegmentClosed: (showId: ShowId, runId: RunId, segment: mediaNode.RecordedSegment) => void;
  onRunClosed: (run: Run) => void;
  /** What players near the live edge get, at once and from memory. */
  onPart: (showId: ShowId, part: LivePart) => void;
  /** No further part of this run follows. */
  onPartsEnded: (showId: ShowId, runId: RunId) => void;
};

/** A part with the run that it belongs to. */
export type LivePart = Part & { readonly runId: RunId; readonly runWallStartMs: number; readonly init: Buffer };

export type RunPlan = {
  showId: ShowId;
  fence: number;
  wallStartMs: number;
  /** Where the run stands among the others; asked once, when the first segment is whole. */
  place: () => Promise<{ ordinal: number; programmeStartMs: number }>;
  onKeyFrame: (offsetMs: number) => void;
  /** The store refused a write; no more is written. */
  onWriteFailed: (error: Error) => void;
};

export type RunEnd = { runId: RunId | null; lengthMs: number };
export type CloseReason = NonNullable<Run['closeReason']>;

/**
 * Owns one run on disk, from the encoder's bytes to `run.json`. Nothing is created before the first segment is whole,
 * so there are no empty runs; writes are strictly one after another.
 */
export class RunOutput {
  readonly #deps: RunOutputDeps;
  readonly #plan: RunPlan;
  readonly #packager: Packager;
  readonly #runId: RunId;
  #run: Run | undefined;
  #writes: Promise<void> = Promise.resolve();
  #hasFailed = false;
  #segments = 0;
  #lengthMs = 0;
  #end: Promise<RunEnd> | undefined;

  constructor(deps: RunOutputDeps, plan: RunPlan) {
    this.#deps = deps;
    this.#plan = plan;
    this.#runId = deps.newRunId();
    this.#packager = packager({
      onKeyFrame: plan.onKeyFrame,
      onPart: (part, init) => {
        const { wallStartMs: runWallStartMs, showId } = plan;
        deps.onPart(showId, { ...part, runId: this.#runId, runWallStartMs, init: init.bytes });
      },
      onSegment: (segment, init) => this.#enqueue(() => this.#write(segment, init)),
    });
  }

  /** @throws Error when the bytes are not what an encoder of ours writes, or after the end. */
  push(chunk: Buffer): void {
    if (this.#end) throw new Error(`run ${this.#runId} has ended`);
    this.#packager.push(chunk);
  }

  /** Closes the run once all that came is stored; `replayed` says that the last group of pictures comes again. */
  finish(reason: CloseReason, tail: 'complete' | 'replayed'): Promise<RunEnd> {
    this.#end ??= this.#finish(reason, tail);
    return this.#end;
  }

  async #finish(reason: CloseReason, tail: 'complete' | 'replayed'): Promise<RunEnd> {
    if (tail === 'complete') this.#packager.finish();
    if (tail === 'replayed') this.#packager.finishBeforeLastKeyFrame();
    this.#deps.onPartsEnded(this.#plan.showId, this.#runId);
    this.#enqueue(async () => {
      if (!this.#run) return;
      this.#run = { ...this.#run, state: 'closed', closeReason: reason };
      await writeRunFile(this.#deps.storeDir, this.#run);
      this.#deps.onRunClosed(this.#run);
    });
    await this.#writes;
    return { runId: this.#run ? this.#runId : null, lengthMs: this.#lengthMs };
  }

  #enqueue(write: () => Promise<void>): void {
    this.#writes = this.#writes.then(async () => {
      if (this.#hasFailed) return;
      try {
        await write();
      } catch (error) {
        this.#hasFailed = true;
        this.#plan.onWriteFailed(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  async #write({ bytes, durationMs }: Segment, init: InitSegment): Promise<void> {
    const run = this.#run ?? (await this.#openRun(init));
    const segment = {
      index: this.#segments + 1,
      durationMs: Math.round(durationMs * 1_000) / 1_000,
      sizeBytes: bytes.length,
      wallStartAt: new Date(this.#plan.wallStartMs + this.#lengthMs).toISOString(),
    };
    await writeSegment(this.#deps.storeDir, run, segment, bytes);
    this.#segments = segment.index;
    this.#lengthMs += segment.durationMs;
    this.#deps.onSegmentClosed(run.showId, run.runId, segment);
  }

  async #openRun(init: InitSegment): Promise<Run> {
    const { ordinal, programmeStartMs } = await this.#plan.place();
    const video = init.tracks.find((track) => track.kind === 'video');
    const audio = init.tracks.find((track) => track.kind === 'audio');
    const run: Run = {
      runId: this.#runId,
      showId: this.#plan.showId,
      fence: this.#plan.fence,
      ordinal,
      nodeId: this.#deps.nodeId,
      bootId: this.#deps.bootId,
      wallStartAt: new Date(this.#plan.wallStartMs).toISOString(),
      programmeStartMs: Math.round(programmeStartMs),
      width: video?.width ?? 0,
      height: video?.height ?? 0,
      videoCodec: video?.codec ?? null,
      audioCodec: audio?.codec ?? null,
      state: 'open',
      closeReason: null,
    };
    await openRunFolder(this.#deps.storeDir, run, init.bytes);
    this.#run = run;
    this.#deps.onRunOpened(run);
    return run;
  }
}
