import type { RunId } from '@shoal/contract';
import type { LivePart } from './run-output.ts';

/** Never changes within a show, as players take it once: the longest segment a recorder makes, of a frozen picture. */
export const TARGET_DURATION_S = 6;
/** RFC 8216bis wants at least six target durations before a player may leave out what it knows. */
export const SKIP_UNTIL_MS = 6 * TARGET_DURATION_S * 1_000;
/** What the list shows: something beyond the skip boundary, or a delta would leave out nothing. */
const WINDOW_MS = SKIP_UNTIL_MS + 12_000;
/** What has left the list stays fetchable for those who read an older one. */
const GRACE_MS = 12_000;
/** At 30 frames a second ffmpeg's parts of 250 ms come out at 231 to 268 ms, and none may be below 85 % of this. */
const FIRST_PART_TARGET_MS = 270;
const PART_TARGET_STEP_MS = 10;
/** A frame that stood for longer than this raises the target for as long as its part is listed, not for good. */
const MAX_LASTING_TARGET_MS = 500;
/** Parts are listed of so many whole segments: players that stand at the edge are never further back. */
export const SEGMENTS_WITH_PARTS = 3;

export type EdgePart = { readonly number: number; readonly bytes: readonly Buffer[] } & Pick<
  LivePart,
  'durationMs' | 'isIndependent'
>;

export type EdgeSegment = {
  /** Its media sequence number. */
  readonly number: number;
  readonly runId: RunId;
  /** Its discontinuity sequence number. */
  readonly runNumber: number;
  readonly wallStartMs: number;
  readonly parts: EdgePart[];
  durationMs: number;
  isOpen: boolean;
};

/** What a window counts from. */
export type EdgeNumbers = { readonly segment: number; readonly part: number; readonly run: number };

type Run = { runId: RunId; number: number; init: Buffer; startMs: number };

/**
 * The newest minute of one show in memory, as players at the live edge read it: segments of parts, only ever appended
 * to.
 */
export class EdgeWindow {
  readonly #segments: EdgeSegment[] = [];
  readonly #parts = new Map<number, EdgePart>();
  readonly #inits = new Map<RunId, Buffer>();
  #run: Run | undefined;
  #firstListed = 0;
  #nextSegment: number;
  #nextPart: number;
  #nextRun: number;
  #partTargetMs = FIRST_PART_TARGET_MS;
  #hasEnded = false;

  constructor({ part, run, segment }: EdgeNumbers) {
    this.#nextSegment = segment;
    this.#nextRun = run;
    this.#nextPart = part;
  }

  /** What the list shows, oldest first; the last one may still be open. */
  get listed(): readonly EdgeSegment[] {
    return this.#segments.slice(this.#firstListed);
  }
  /** Never less than the longest part that is listed. */
  get partTargetMs(): number {
    const listed = this.#segments.slice(-1 - SEGMENTS_WITH_PARTS).flatMap(({ parts }) => parts);
    return Math.max(this.#partTargetMs, ...listed.map(({ durationMs }) => toStep(durationMs)));
  }
  /** The number of the part that comes next, whichever segment it falls into. */
  get nextPart(): number {
    return this.#nextPart;
  }
  /** Above the discontinuity sequence number of every run so far. */
  get nextRun(): number {
    return this.#nextRun;
  }
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  add(part: LivePart): void {
    if (part.durationMs <= 0) return;
    this.#hasEnded = false;
    const run = this.#run?.runId === part.runId ? this.#run : this.#beginRun(part);
    const open = this.#segments.at(-1);
    const isNew = !open?.isOpen || part.opensSegment || open.runId !== run.runId;
    const segment = isNew ? this.#beginSegment(part, run) : open;
    const { bytes, durationMs, isIndependent } = part;
    const edgePart = { number: this.#nextPart, bytes, durationMs, isIndependent };
    this.#nextPart += 1;
    segment.parts.push(edgePart);
    segment.durationMs += durationMs;
    this.#parts.set(edgePart.number, edgePart);
    this.#partTargetMs = Math.max(this.#partTargetMs, Math.min(toStep(durationMs), MAX_LASTING_TARGET_MS));
    this.#slide();
  }

  /** The run is over, and what it began is as long as it is. */
  endRun(runId: RunId): void {
    if (this.#run?.runId !== runId) return;
    this.#run = undefined;
    this.#closeOpenSegment();
  }

  /** Nothing follows, unless a part comes after all. */
  end(): void {
    this.#run = undefined;
    this.#closeOpenSegment();
    this.#hasEnded = true;
  }

  findInit(runId: string): Buffer | undefined {
    return this.#inits.get(runId as RunId); // A key that is no run's finds nothing.
  }
  findPart(number: number): EdgePart | undefined {
    return this.#parts.get(number);
  }
  /** A segment that is whole. */
  findSegment(number: number): EdgeSegment | undefined {
    const segment = this.#segments[number - (this.#segments[0]?.number ?? 0)];
    return segment?.isOpen ? undefined : segment;
  }

  #beginRun({ init, runId, startMs }: LivePart): Run {
    const run = { runId, number: this.#nextRun, init, startMs };
    this.#nextRun += 1;
    this.#run = run;
    this.#inits.set(runId, init);
    return run;
  }

  #beginSegment({ runWallStartMs, startMs }: LivePart, run: Run): EdgeSegment {
    this.#closeOpenSegment();
    const wallStartMs = runWallStartMs + startMs - run.startMs;
    const number = this.#nextSegment;
    this.#nextSegment += 1;
    const { number: runNumber, runId } = run;
    const segment = { number, runId, runNumber, wallStartMs, parts: [], durationMs: 0, isOpen: true };
    this.#segments.push(segment);
    return segment;
  }

  #closeOpenSegment(): void {
    const open = this.#segments.at(-1);
    if (open) open.isOpen = false;
  }

  /** Lets go of what is older than the window, and of the bytes after a while more. */
  #slide(): void {
    let newerMs = this.#segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
    let gone = 0;
    this.#firstListed = 0;
    for (const [at, { durationMs }] of this.#segments.entries()) {
      newerMs -= durationMs;
      if (newerMs >= WINDOW_MS + GRACE_MS) gone = at + 1;
      if (newerMs >= WINDOW_MS) this.#firstListed = at + 1;
    }
    if (gone === 0) return;
    for (const { parts } of this.#segments.splice(0, gone)) for (const { number } of parts) this.#parts.delete(number);
    this.#firstListed -= gone;
    const kept = new Set(this.#segments.map(({ runId }) => runId));
    for (const runId of this.#inits.keys()) if (!kept.has(runId)) this.#inits.delete(runId);
  }
}

const toStep = (ms: number): number => Math.ceil(ms / PART_TARGET_STEP_MS) * PART_TARGET_STEP_MS;
