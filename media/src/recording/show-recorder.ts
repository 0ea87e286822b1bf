import type { RunId, ShowId } from '@shoal/contract';
import { isH264 } from './ffmpeg-args.ts';
import { type KeyFrameWatch, keyFrameWatch } from './key-frame-watch.ts';
import type { MediaUnit } from './media-unit.ts';
import type { SenderReport } from './programme-clock.ts';
import { type ProgrammeInput, programmeInput } from './programme-input.ts';
import type { CloseReason, ProgrammePlace } from './run-output.ts';
import type { Kind, OpenTap, Tap } from './tap.ts';
import { TapRecording, type TapRecordingDeps } from './tap-recording.ts';

/** What came meanwhile is handled and sent on together: whoever wakes more often pays more for waking than for the work. */
const TICK_MS = 120;
/** Key frames are asked for at this spacing, so that segments come out at two seconds. */
const KEY_FRAME_EVERY_MS = 1_880;
const KEY_FRAME_RETRY_MS = 500;
/** A key frame sooner than this after the last cut ends no segment. */
const CUT_AFTER_MS = 1_800;

export type ShowRecorderDeps = TapRecordingDeps & {
  openTap: OpenTap;
  /** Whether the publisher of now answers key frame requests; told when it changes. */
  onKeyFrames: (showId: ShowId, areMissing: boolean) => void;
};
type Arrived = { kind: Kind; packet: Buffer; atMs: number };
export type ShowRecorderPlan = { showId: ShowId; fence: number; place: ProgrammePlace };

/** Records one show through every change of publisher, as a row of runs, until it is stopped. */
export class ShowRecorder {
  readonly fence: number;
  readonly #deps: ShowRecorderDeps;
  readonly #showId: ShowId;
  readonly #timer: NodeJS.Timeout;
  #place: ProgrammePlace;
  #lastRunId: RunId | null = null;
  #tap: Tap | null = null;
  #input: ProgrammeInput | null = null;
  #recording: TapRecording | null = null;
  #tapping: Promise<void> = Promise.resolve();
  #watch: KeyFrameWatch = keyFrameWatch();
  #lacksKeyFrames = false;
  /** What came since the last tick. */
  #arrived: Arrived[] = [];
  #cutKeyAtMs = 0;
  #keyAskedAtMs = 0;
  #stopping: Promise<RunId | null> | undefined;

  constructor(deps: ShowRecorderDeps, plan: ShowRecorderPlan) {
    this.fence = plan.fence;
    this.#deps = { ...deps, log: deps.log.child({ showId: plan.showId }) };
    this.#showId = plan.showId;
    this.#place = plan.place;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.followStage();
  }

  /** The encoder's process, while one runs. */
  get encoderPid(): number | undefined {
    return this.#recording?.encoderPid;
  }

  /** Whether the publisher of now answers no key frame request. */
  get lacksKeyFrames(): boolean {
    return this.#lacksKeyFrames;
  }

  /** Takes up whoever is on the stage now; the run of the one before ends. */
  followStage(): void {
    this.#tapping = this.#tapping
      .then(() => this.#retap())
      .catch((error: unknown) => {
        this.#deps.log.warn({ err: error }, 'stage could not be tapped'); // It changed meanwhile, and says so itself.
      });
  }

  /** Closes the open segment and the run; answers with the last run that holds anything. Safe to call twice. */
  stop(reason: CloseReason): Promise<RunId | null> {
    this.#stopping ??= this.#stop(reason);
    return this.#stopping;
  }

  async #stop(reason: CloseReason): Promise<RunId | null> {
    clearInterval(this.#timer);
    await this.#tapping;
    await this.#untap(reason);
    return this.#lastRunId;
  }

  async #retap(): Promise<void> {
    const previous = this.#recording;
    this.#takeArrived();
    this.#tap?.close();
    if (this.#stopping) return;
    const on = {
      onRtp: (kind: Kind, packet: Buffer) => void this.#arrived.push({ kind, packet, atMs: this.#deps.now() }),
      onSenderReport: (kind: Kind, report: SenderReport) => this.#input?.noteSenderReport(kind, report),
    };
    const tap = await this.#deps.openTap(this.#showId, on);
    const place = previous ? this.#untap(tap ? 'new_producer' : 'publisher_gone') : Promise.resolve();
    this.#tap = tap;
    this.#cutKeyAtMs = 0;
    this.#watch = keyFrameWatch();
    this.#setLacksKeyFrames(false);
    if (!tap) return await place;
    this.#input = programmeInput({
      tracks: tap.tracks,
      now: this.#deps.now,
      onUnit: (unit) => this.#onUnit(unit),
      onKeyFrameNeeded: () => this.#askKeyFrame(),
      watch: this.#watch,
      conceals: () => this.#lacksKeyFrames,
    });
    const { awaitKeyFrame, isClockSettled, startSlewing, toMs } = this.#input;
    const input = { awaitKeyFrame, isClockSettled, startSlewing, toMs, lacksKeyFrames: () => this.#lacksKeyFrames };
    const plan = { showId: this.#showId, fence: this.fence, tracks: tap.tracks, ...input };
    this.#recording = new TapRecording(this.#deps, { ...plan, place: place.then(() => this.#place) });
    await tap.start();
  }

  /** Ends what records now; until the next tap nothing does. */
  async #untap(reason: CloseReason): Promise<void> {
    const recording = this.#recording;
    this.#takeArrived();
    this.#tap?.close();
    this.#tap = null;
    this.#input = null;
    this.#recording = null;
    if (!recording) return;
    const { place, lastRunId } = await recording.end(reason);
    this.#place = place;
    this.#lastRunId = lastRunId ?? this.#lastRunId;
  }

  #takeArrived(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const { atMs, kind, packet } of arrived) this.#input?.pushRtp(kind, packet, atMs);
  }

  #onUnit(unit: MediaUnit): void {
    if (unit.kind === 'video' && unit.isKey && unit.arrivedAtMs - this.#cutKeyAtMs >= CUT_AFTER_MS) {
      this.#cutKeyAtMs = unit.arrivedAtMs;
    }
    this.#recording?.push(unit);
  }

  #tick(): void {
    this.#takeArrived();
    this.#input?.flush();
    if (this.#tap?.tracks.some((track) => isH264(track)) && this.#watch.isIgnored(this.#deps.now()))
      this.#setLacksKeyFrames(true);
    this.#recording?.tick();
    if (this.#tap && !this.#lacksKeyFrames && this.#deps.now() - this.#cutKeyAtMs >= KEY_FRAME_EVERY_MS)
      this.#askKeyFrame();
  }

  #setLacksKeyFrames(areMissing: boolean): void {
    if (this.#lacksKeyFrames === areMissing) return;
    this.#lacksKeyFrames = areMissing;
    if (areMissing)
      this.#deps.log.warn({ fence: this.fence }, 'host answers no key frame request, its picture is encoded anew');
    this.#deps.onKeyFrames(this.#showId, areMissing);
  }

  #askKeyFrame(): void {
    const nowMs = this.#deps.now();
    if (nowMs - this.#keyAskedAtMs < KEY_FRAME_RETRY_MS) return;
    this.#keyAskedAtMs = nowMs;
    this.#watch.noteAsked(nowMs);
    this.#tap?.requestKeyFrame();
  }
}
