import type { RunId, ShowId } from '@shoal/contract';
import type { Log } from '../platform/log.ts';
import { EncoderRun, type EncoderRunEnd } from './encoder-run.ts';
import { isH264 } from './ffmpeg-args.ts';
import { type GopRing, gopRing } from './gop-ring.ts';
import { hasSameParameterSets, type MediaUnit } from './media-unit.ts';
import { type PictureHold, pictureHold } from './picture-hold.ts';
import type { CloseReason, OpenRunOutput, ProgrammePlace } from './run-output.ts';
import { chooseStart, type SeenSince } from './start-rule.ts';
import type { Kind, TapTrack } from './tap.ts';

/** Packets that stay away for so long end a run: a gap does not advance the programme. */
export const SILENCE_MS = 3_000;
const MIN_SILENT_TICKS = 20;
const MAX_BACK_OFF_MS = 5_000;
const FIRST_BACK_OFF_MS = 100;
/** Encoder and ring agree on a seam to this. */
const SEAM_MS = 100;
/** Pictures that so many encoders died of are left out. */
const POISON_AFTER_FAILURES = 3;

export type TapRecordingDeps = {
  ffmpegPath: string;
  log: Log;
  /** Wall clock in ms. */
  now: () => number;
  openRunOutput: OpenRunOutput;
  onWriteFailed: (error: Error) => void;
};

export type TapRecordingPlan = {
  showId: ShowId;
  fence: number;
  tracks: readonly TapTrack[];
  place: Promise<ProgrammePlace>;
  isClockSettled: () => boolean;
  startSlewing: () => void;
  toMs: (unit: MediaUnit) => number;
  /** The host answers no key frame request: copied segments would be too long, and a loss would cost too much. */
  lacksKeyFrames: () => boolean;
  /** A repeated picture stands in: the next real one must be a key frame. */
  awaitKeyFrame: () => void;
};

/** The runs of one publisher's tracks: begins them, changes them at a new picture size, and replaces dead encoders. */
export class TapRecording {
  readonly #deps: TapRecordingDeps;
  readonly #plan: TapRecordingPlan;
  #place: Promise<ProgrammePlace>;
  #leads: Kind;
  #ring: GopRing;
  #hold: PictureHold;
  /** Up to here the runs of this ring hold everything. */
  #storedUntilMs = Number.NEGATIVE_INFINITY;
  #seen: SeenSince = {};
  #run: EncoderRun | undefined;
  #opening: Promise<void> | undefined;
  #hasEnded = false;
  #failures = 0;
  #notBeforeMs = 0;
  #lastUnitAtMs = 0;
  #silentTicks = 0;
  #lastRunId: RunId | null = null;

  constructor(deps: TapRecordingDeps, plan: TapRecordingPlan) {
    this.#deps = deps;
    this.#plan = plan;
    this.#place = plan.place;
    this.#leads = plan.tracks.some((track) => track.kind === 'video') ? 'video' : 'audio';
    this.#ring = gopRing(this.#leads);
    this.#hold = pictureHold(plan.tracks.find((track) => track.kind === 'video')?.clockRate ?? 90_000);
  }

  get encoderPid(): number | undefined {
    return this.#run?.encoderPid;
  }

  push(unit: MediaUnit): void {
    if (this.#hasEnded) return;
    if (this.#hold.note(unit)) this.#take(unit);
    else this.#plan.awaitKeyFrame();
  }

  #take(unit: MediaUnit): void {
    this.#lastUnitAtMs = this.#deps.now();
    this.#silentTicks = 0;
    this.#seen[unit.kind] ??= this.#lastUnitAtMs;
    if (this.#leads === 'audio' && unit.kind === 'video') this.#lead('video');
    this.#ring.push(unit);
    const change = this.#changeAt(unit);
    if (change) this.#endRunBefore(unit, change);
    if (this.#run) this.#run.write(unit);
    else this.#begin();
  }

  /** Sends on what came, and watches over what only time can tell; call several times a second. */
  tick(): void {
    this.#run?.flush();
    this.#run?.endIfStalled();
    const nowMs = this.#deps.now();
    this.#holdPicture(nowMs);
    if (this.#run && this.#plan.lacksKeyFrames() && this.#isCopying(this.#run)) this.#run.abandon('key_frames_missing');
    this.#silentTicks += 1; // Counted as well as timed: after a stall of our own, the packets are still to be read.
    if (this.#run && this.#silentTicks >= MIN_SILENT_TICKS && nowMs - this.#lastUnitAtMs > SILENCE_MS) {
      this.#endRun('publisher_gone');
      this.#ring.clear();
      this.#seen = {};
    }
    if (!this.#run) this.#begin();
  }

  /** Ends the run after all that came, also what came while it was being opened. Safe to call twice. */
  async end(reason: CloseReason): Promise<{ place: ProgrammePlace; lastRunId: RunId | null }> {
    this.#hasEnded = true;
    await this.#opening;
    this.#endRun(reason);
    const place = await this.#place;
    return { place, lastRunId: this.#lastRunId };
  }

  /** Why this unit cannot go to the encoder of now; undefined when it can. */
  #changeAt(unit: MediaUnit): CloseReason | undefined {
    if (!this.#run || unit.kind !== 'video' || !unit.isKey) return undefined;
    if (!this.#run.tracks.some((track) => track.kind === 'video')) return 'new_producer';
    if (!this.#run.transcodes && !hasSameParameterSets(this.#run.parameterSets, unit.parameterSets)) return 'new_size';
    const hasNewTrack = this.#seen.audio !== undefined && !this.#run.tracks.some((track) => track.kind === 'audio');
    return hasNewTrack ? 'new_producer' : undefined;
  }

  #isCopying(run: EncoderRun): boolean {
    return !run.transcodes && run.tracks.some((track) => track.kind === 'video');
  }

  /** A picture that pauses while the sound goes on must not hold the segments back. */
  #holdPicture(nowMs: number): void {
    if (this.#hasEnded || this.#leads !== 'video' || !this.#run || this.#plan.lacksKeyFrames()) return;
    const repeated = this.#hold.next(nowMs);
    if (!repeated) return;
    this.#plan.awaitKeyFrame();
    this.#take(repeated);
  }

  #lead(kind: Kind): void {
    this.#leads = kind;
    this.#ring = gopRing(kind);
  }

  #begin(): void {
    const { now } = this.#deps;
    if (this.#opening || this.#hasEnded || now() < this.#notBeforeMs) return;
    const hasKeyFrame = this.#ring.units().length > 0 && this.#leads === 'video';
    const { tracks, isClockSettled } = this.#plan;
    const chosen = chooseStart({
      nowMs: now(),
      tracks,
      seen: this.#seen,
      hasKeyFrame,
      isClockSettled: isClockSettled(),
    });
    if (!chosen) return;
    if (this.#leads === 'video' && !chosen.some((track) => track.kind === 'video')) {
      this.#lead('audio');
      return;
    }
    if (this.#failures === 0) this.#ring.retime(this.#plan.toMs);
    this.#plan.startSlewing();
    this.#opening = this.#open(chosen).finally(() => {
      this.#opening = undefined;
    });
  }

  async #open(tracks: readonly TapTrack[]): Promise<void> {
    const first = this.#ring.units()[0];
    if (!first) return;
    const aheadMs = this.#storedUntilMs - first.atMs;
    const isAhead = this.#leads === 'video' && aheadMs > SEAM_MS; // A copy could not leave out what is stored already.
    const isForeign = tracks.some((track) => track.kind === 'video' && !isH264(track));
    const transcodes = isForeign || isAhead || this.#plan.lacksKeyFrames();
    const skipMs = transcodes || this.#leads === 'audio' ? Math.max(0, aheadMs) : 0;
    const { showId, fence } = this.#plan;
    const place = this.#place;
    const output = this.#deps.openRunOutput({
      showId,
      fence,
      wallStartMs: first.arrivedAtMs + skipMs,
      place: () => place,
      onKeyFrame: (offsetMs) => this.#confirm(run, run.noteKeyFrame(offsetMs)),
      onWriteFailed: this.#deps.onWriteFailed,
    });
    const { parameterSets, atMs: startMs } = first;
    const run = await EncoderRun.open({ ...this.#deps, tracks, transcodes, skipMs, parameterSets, startMs, output });
    this.#place = run.closed.then((end) => this.#onRunClosed(run, end, place));
    this.#run = run;
    for (const unit of this.#ring.units()) {
      const change = this.#changeAt(unit);
      if (change) {
        // Each picture size that came while an encoder was being started gets one of its own.
        this.#endRunBefore(unit, change);
        return this.#open(this.#plan.tracks.filter((track) => this.#seen[track.kind] !== undefined));
      }
      run.write(unit);
    }
  }

  #confirm(run: EncoderRun, atMs: number): void {
    this.#failures = atMs > run.startMs ? 0 : this.#failures;
    if (run === this.#run) this.#ring.dropBefore(atMs);
  }

  /** Another run begins with this key frame. */
  #endRunBefore(key: MediaUnit, reason: CloseReason): void {
    this.#ring.beginWith(key);
    this.#endRun(reason);
  }

  #endRun(reason: CloseReason): void {
    this.#run?.drain(reason);
    this.#run = undefined;
    this.#storedUntilMs = Number.NEGATIVE_INFINITY;
  }

  async #onRunClosed(run: EncoderRun, end: EncoderRunEnd, before: Promise<ProgrammePlace>): Promise<ProgrammePlace> {
    this.#lastRunId = end.runId ?? this.#lastRunId;
    this.#deps.log.info({ runId: end.runId, reason: end.reason, lengthMs: end.lengthMs }, 'run closed');
    if (run === this.#run) {
      this.#storedUntilMs = run.toProgrammeMs(end.lengthMs);
      this.#replace(end.reason);
    }
    const { ordinal, programmeStartMs } = await before;
    if (end.runId === null) return { ordinal, programmeStartMs };
    return { ordinal: ordinal + 1, programmeStartMs: programmeStartMs + end.lengthMs };
  }

  /** The encoder died under us, or was given up: what it had not put out is in the ring, and goes to the next one. */
  #replace(reason: CloseReason): void {
    this.#run = undefined;
    if (reason !== 'key_frames_missing') this.#backOff();
    this.#begin();
  }

  #backOff(): void {
    this.#failures += 1;
    if (this.#failures % POISON_AFTER_FAILURES === 0) {
      this.#ring.clear();
      this.#storedUntilMs = Number.NEGATIVE_INFINITY;
    }
    const backOffMs = this.#failures === 1 ? 0 : FIRST_BACK_OFF_MS * 2 ** Math.min(this.#failures, 10);
    this.#notBeforeMs = this.#deps.now() + Math.min(MAX_BACK_OFF_MS, backOffMs);
  }
}
