import { FfmpegProcess } from '../platform/ffmpeg-process.ts';
import type { Log } from '../platform/log.ts';
import { EncoderFeed } from './encoder-feed.ts';
import { type EncoderPlan, recorderArgs } from './ffmpeg-args.ts';
import type { MediaUnit } from './media-unit.ts';
import type { CloseReason, RunEnd, RunOutput } from './run-output.ts';
import type { TapTrack } from './tap.ts';
import type { ParameterSets } from './video-gate.ts';

/** How long an encoder may take to write out what it holds. */
const DRAIN_MS = 2_500;
/** An encoder that is fed and writes nothing for so long hangs. */
export const STALL_MS = 10_000;

export type EncoderRunOptions = EncoderPlan & {
  ffmpegPath: string;
  log: Log;
  now: () => number;
  parameterSets: ParameterSets | null;
  /** Place of the first unit on the programme's time line. */
  startMs: number;
  output: RunOutput;
};

export type EncoderRunEnd = RunEnd & { readonly reason: CloseReason };

/** Owns one encoder from its first unit to its last byte. */
export class EncoderRun {
  /** Settles once everything that came out is stored, whoever ended it; never rejects. */
  readonly closed: Promise<EncoderRunEnd>;
  readonly startMs: number;
  readonly parameterSets: ParameterSets | null;
  readonly tracks: readonly TapTrack[];
  readonly transcodes: boolean;
  readonly #feed: EncoderFeed;
  readonly #ffmpeg: FfmpegProcess;
  readonly #now: () => number;
  #drainReason: CloseReason | undefined;
  #killReason: CloseReason = 'encoder_died';
  #progressAtMs: number;
  #hasUnwritten = false;
  /** Where the copied key frames lie that have not come out. */
  readonly #keysMs: number[] = [];
  /** Where the encoder's own time line begins. */
  #originMs: number;

  static async open(options: EncoderRunOptions): Promise<EncoderRun> {
    const feed = await EncoderFeed.open(options.tracks, options.parameterSets);
    const ffmpeg = FfmpegProcess.open(options.ffmpegPath, recorderArgs(feed.url, options));
    return new EncoderRun(options, feed, ffmpeg);
  }

  private constructor(options: EncoderRunOptions, feed: EncoderFeed, ffmpeg: FfmpegProcess) {
    this.startMs = options.startMs;
    this.parameterSets = options.parameterSets;
    this.tracks = options.tracks;
    this.transcodes = options.transcodes;
    this.#feed = feed;
    this.#ffmpeg = ffmpeg;
    this.#now = options.now;
    this.#originMs = options.startMs + options.skipMs;
    this.#progressAtMs = options.now();
    ffmpeg.stdout.on('data', (chunk: Buffer) => this.#take(chunk, options));
    this.closed = ffmpeg.closed.then(async (exit) => {
      feed.close();
      const reason = this.#drainReason ?? this.#killReason;
      if (this.#drainReason) options.log.debug({ ...exit, reason }, 'encoder ended');
      else options.log.warn({ ...exit, reason }, 'encoder ended by itself');
      const end = await options.output.finish(reason, this.#drainReason ? 'complete' : 'replayed');
      return { ...end, reason };
    });
  }

  get #copies(): boolean {
    return !this.transcodes && this.tracks.some((track) => track.kind === 'video');
  }

  get encoderPid(): number | undefined {
    return this.#ffmpeg.pid;
  }

  /** Sound from before the first picture is left out. */
  write(unit: MediaUnit): void {
    if (unit.atMs < this.startMs) return;
    if (!this.#hasUnwritten) this.#progressAtMs = this.#now();
    this.#hasUnwritten = true;
    if (unit.kind === 'video' && unit.isKey && this.#copies) this.#keysMs.push(unit.atMs);
    this.#feed.write(unit);
  }

  /**
   * A key frame came out, in order; call for each. A copied one lies where it went in: after a pause of the picture the encoder
   * may put it at the pause's beginning. @returns its place on the programme's time line
   */
  noteKeyFrame(offsetMs: number): number {
    const atMs = this.#keysMs.shift() ?? this.toProgrammeMs(offsetMs);
    this.#originMs = atMs - offsetMs;
    return atMs;
  }

  /** Where a moment of the encoder's time line lies on the programme's, by the latest key frame. */
  toProgrammeMs(offsetMs: number): number {
    return this.#originMs + offsetMs;
  }

  /** Sends on what was written; call several times a second. */
  flush(): void {
    this.#feed.flush();
  }

  /** Ends the run after all that was written; `closed` follows within a few seconds. */
  drain(reason: CloseReason): void {
    if (this.#drainReason) return;
    this.#drainReason = reason;
    this.#feed.end();
    const timer = setTimeout(() => this.#ffmpeg.kill(), DRAIN_MS);
    void this.closed.then(() => clearTimeout(timer));
  }

  /** Ends an encoder that takes and gives nothing. */
  endIfStalled(): void {
    if (!this.#hasUnwritten || this.#now() - this.#progressAtMs < STALL_MS) return;
    this.abandon('stalled');
  }

  /** Ends the encoder at once: what it has not put out as whole groups of pictures must be given to the next one. */
  abandon(reason: CloseReason): void {
    this.#killReason = reason;
    this.#ffmpeg.kill();
  }

  #take(chunk: Buffer, { output, log }: EncoderRunOptions): void {
    this.#progressAtMs = this.#now();
    this.#hasUnwritten = false;
    try {
      output.push(chunk);
    } catch (error) {
      log.error({ err: error }, 'encoder wrote what is no fragmented MP4');
      this.#ffmpeg.kill();
    }
  }
}
