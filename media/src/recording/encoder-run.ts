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
  readonly skipMs: number;
  readonly #feed: EncoderFeed;
  readonly #ffmpeg: FfmpegProcess;
  readonly #now: () => number;
  #drainReason: CloseReason | undefined;
  #killReason: CloseReason = 'encoder_died';
  #progressAtMs: number;
  #hasUnwritten = false;

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
    this.skipMs = options.skipMs;
    this.#feed = feed;
    this.#ffmpeg = ffmpeg;
    this.#now = options.now;
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

  get encoderPid(): number | undefined {
    return this.#ffmpeg.pid;
  }

  /** Sound from before the first picture is left out. */
  write(unit: MediaUnit): void {
    if (unit.atMs < this.startMs) return;
    if (!this.#hasUnwritten) this.#progressAtMs = this.#now();
    this.#hasUnwritten = true;
    this.#feed.write(unit);
  }

  /** Sends on what was written; call many times a second. */
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
