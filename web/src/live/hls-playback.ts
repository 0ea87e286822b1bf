import type { ErrorData, HlsConfig, default as HlsPlayer } from 'hls.js';
import { EdgeChoice, type EdgeLoss } from './edge-choice.ts';
import { edgeConfig, toEdgeLoss, watchEdge } from './edge-watch.ts';
import { chooseResendDelayMs } from './reconnect-policy.ts';

/** `back`: from the start of a show that goes on, so that its end is not known yet. */
export type HlsMode = 'live' | 'back' | 'replay';
export type HlsPlaybackOptions = {
  path: string;
  mode: HlsMode;
  /** Not live: begin here. */
  startMs?: number;
  onProblem?: (problem: 'retrying' | 'unsupported' | null) => void;
};

type HlsClass = typeof HlsPlayer;

const MEDIA_ERR_DECODE = 3;
/** Past the damaged frame; smaller steps met it again, see the decode errors of a cut recording. */
const SKIP_AFTER_DECODE_ERROR_S = 0.6;
const MAX_HEALS_PER_MINUTE = 6;
/** Sound and picture of a last segment end apart by less. */
const END_TOLERANCE_S = 0.5;

const shared = { enableWorker: true, backBufferLength: 60, startFragPrefetch: true } satisfies Partial<HlsConfig>;
/** Two segments of 2 s behind the edge; the player catches up by playing a little faster. */
const liveConfig = {
  ...shared,
  liveSyncDuration: 4,
  liveMaxLatencyDuration: 14,
  maxLiveSyncPlaybackRate: 1.1,
  liveDurationInfinity: true,
} satisfies Partial<HlsConfig>;

/**
 * Plays a show in a video element and heals what can be healed: lost network, damaged frames, a list not there yet. Live
 * it reads the node's live edge while that can be reached, else the store's list, and tries the edge again later.
 */
export class HlsPlayback {
  readonly #video: HTMLVideoElement;
  readonly #options: HlsPlaybackOptions;
  #hls: HlsPlayer | null = null;
  #sayItEnds: (() => void) | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #healedAt: number[] = [];
  #isClosed = false;
  readonly #edge = new EdgeChoice();
  #edgeWatch: { close: () => void } | null = null;
  #edgeRetry: ReturnType<typeof setTimeout> | undefined;
  #hasPlayed = false;

  static open(video: HTMLVideoElement, options: HlsPlaybackOptions): HlsPlayback {
    const playback = new HlsPlayback(video, options);
    video.addEventListener('error', playback.#onVideoError);
    video.addEventListener('playing', playback.#onPlaying);
    video.addEventListener('waiting', playback.#onWaiting);
    void playback.#start();
    return playback;
  }

  private constructor(video: HTMLVideoElement, options: HlsPlaybackOptions) {
    this.#video = video;
    this.#options = options;
  }

  /** How far behind the live edge it plays; null when that is not known. */
  findBehindSeconds(): number | null {
    const latencyS = this.#hls?.latency;
    return latencyS === undefined || latencyS <= 0 ? null : Math.round(latencyS);
  }

  /** Lets go of the element; safe to call twice. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#video.removeEventListener('error', this.#onVideoError);
    this.#video.removeEventListener('playing', this.#onPlaying);
    this.#video.removeEventListener('waiting', this.#onWaiting);
    this.#detach();
    if (!this.#hls) this.#video.removeAttribute('src');
    this.#video.load();
  }

  async #start(): Promise<void> {
    const { default: Hls } = await import('hls.js/light');
    if (this.#isClosed) return;
    if (Hls.isSupported()) await this.#startWith(Hls);
    else if (this.#video.canPlayType('application/vnd.apple.mpegurl')) this.#startNative();
    else this.#options.onProblem?.('unsupported');
  }

  async #startWith(Hls: HlsClass): Promise<void> {
    const { mode, path, startMs = 0 } = this.#options;
    if (mode !== 'live') return this.#read(Hls, path, { ...shared, startPosition: startMs / 1_000 });
    const { isEdge, url } = await this.#edge.choose(path);
    if (this.#isClosed) return;
    this.#read(Hls, url, isEdge ? { ...shared, ...edgeConfig } : liveConfig);
    this.#video.dataset.hls = isEdge ? 'edge' : 'store';
    if (isEdge && this.#hls) {
      const onLost = (loss: EdgeLoss) => this.#leaveEdge(Hls, loss);
      this.#edgeWatch = watchEdge(this.#hls, this.#video, { onLost, onSteady: () => this.#edge.noteSteady() });
    }
    const retryInMs = this.#edge.retryInMs;
    if (!isEdge && retryInMs !== null) this.#edgeRetry = setTimeout(() => this.#startAgain(Hls), retryInMs);
  }

  #read(Hls: HlsClass, url: string, config: Partial<HlsConfig>): void {
    const hls = new Hls(config);
    hls.on(Hls.Events.ERROR, (_event, data) => this.#onHlsError(hls, data, Hls));
    hls.attachMedia(this.#video);
    hls.loadSource(url);
    this.#hls = hls;
    this.#sayItEnds = () => hls.trigger(Hls.Events.BUFFER_EOS, { type: null });
  }

  #leaveEdge(Hls: HlsClass, loss: EdgeLoss): void {
    this.#edge.noteLost(loss);
    this.#startAgain(Hls);
  }

  #startAgain(Hls: HlsClass): void {
    if (this.#isClosed) return;
    const wasPlaying = !this.#video.paused;
    this.#detach();
    this.#hasPlayed = false;
    void this.#startWith(Hls).then(() => {
      if (wasPlaying && !this.#isClosed) void this.#video.play().catch(() => {}); // The page offers the tap.
    });
  }

  #detach(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#edgeRetry);
    this.#edgeWatch?.close();
    this.#edgeWatch = null;
    this.#hls?.destroy();
  }

  #startNative(): void {
    const { path, startMs } = this.#options;
    this.#video.src = path;
    if (startMs) this.#video.addEventListener('loadedmetadata', () => this.#seek(startMs / 1_000), { once: true });
  }

  #onHlsError(hls: HlsPlayer, data: ErrorData, Hls: HlsClass): void {
    if (!data.fatal || this.#isClosed) return;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR) {
      this.#heal();
      return;
    }
    if (this.#edgeWatch) {
      this.#leaveEdge(Hls, toEdgeLoss(data, this.#hasPlayed));
      return;
    }
    this.#later(() => (hls.levels.length === 0 ? hls.loadSource(this.#options.path) : hls.startLoad()));
  }

  // hls.js does not report errors of the element itself.
  readonly #onVideoError = (): void => {
    const code = this.#video.error?.code;
    if (this.#hls && code === MEDIA_ERR_DECODE) this.#heal();
    else if (!this.#hls && code !== undefined) this.#later(() => this.#startNative());
  };

  readonly #onPlaying = (): void => {
    this.#failures = 0;
    this.#hasPlayed = true;
    this.#options.onProblem?.(null);
  };

  // hls.js never says that a recording ends once a hole shorter than its `maxBufferHole` lies before: it takes what follows
  // the hole for a range that is still to be played.
  readonly #onWaiting = (): void => {
    const { currentTime, duration } = this.#video;
    if (this.#options.mode !== 'replay' || duration - currentTime > END_TOLERANCE_S) return;
    if (duration - findBufferedEnd(this.#video.buffered) < END_TOLERANCE_S) this.#sayItEnds?.();
  };

  #heal(): void {
    const hls = this.#hls;
    const now = Date.now();
    this.#healedAt = [...this.#healedAt.filter((at) => now - at < 60_000), now];
    if (!hls) return;
    if (this.#healedAt.length > MAX_HEALS_PER_MINUTE) {
      this.#later(() => hls.recoverMediaError());
      return;
    }
    const at = this.#video.currentTime;
    this.#video.addEventListener('loadedmetadata', () => this.#seek(at + SKIP_AFTER_DECODE_ERROR_S), { once: true });
    hls.recoverMediaError();
  }

  #seek(seconds: number): void {
    this.#video.currentTime = seconds;
    void this.#video.play().catch(() => {}); // Without a tap it may only play muted; the page offers the tap.
  }

  #later(act: () => void): void {
    this.#options.onProblem?.('retrying');
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => !this.#isClosed && act(), chooseResendDelayMs(this.#failures, Math.random()));
    this.#failures += 1;
  }
}

const findBufferedEnd = (buffered: TimeRanges): number => (buffered.length > 0 ? buffered.end(buffered.length - 1) : 0);
