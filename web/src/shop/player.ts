import type Hls from 'hls.js';

export type PlayerPhase = 'connecting' | 'playing' | 'paused' | 'failed' | 'unsupported';
export type Source = { path: string; isLive: boolean; startMs: number };

/**
 * A live stream stays two segments behind its edge, a replay keeps more in hand. In seconds, since TARGETDURATION, which
 * the counts go by, is that of the longest segment allowed.
 */
const LIVE = { liveSyncDuration: 4, liveMaxLatencyDuration: 14, maxBufferLength: 12, backBufferLength: 20 };
const REPLAY = { maxBufferLength: 30, backBufferLength: 60 };
const RETRIES_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

/** Owns what plays in one video element: the browser's own HLS, or hls.js where there is none. */
export class Player {
  readonly #video: HTMLVideoElement;
  readonly #source: () => Source;
  readonly #onPhase: (phase: PlayerPhase) => void;
  readonly #listening = new AbortController();
  #hls: Hls | undefined;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** `source` is asked anew at every retry, since a path may have been replaced. */
  static open(video: HTMLVideoElement, source: () => Source, onPhase: (phase: PlayerPhase) => void): Player {
    const player = new Player(video, source, onPhase);
    void player.#load();
    return player;
  }

  private constructor(video: HTMLVideoElement, source: () => Source, onPhase: (phase: PlayerPhase) => void) {
    this.#video = video;
    this.#source = source;
    this.#onPhase = onPhase;
    const on = (name: string, react: () => void) =>
      video.addEventListener(name, react, { signal: this.#listening.signal });
    on('playing', () => {
      this.#failures = 0;
      onPhase('playing');
    });
    on('waiting', () => onPhase('connecting'));
    on('pause', () => !this.#isClosed && onPhase('paused'));
    on('error', () => this.#hls === undefined && video.src !== '' && this.#fail());
  }

  get #isClosed(): boolean {
    return this.#listening.signal.aborted;
  }

  /** Tries at once, as somebody asked to. */
  retry(): void {
    this.#failures = 0;
    void this.#load();
  }

  /** Lets go of the video. Safe to call twice. */
  close(): void {
    this.#listening.abort();
    this.#unload();
  }

  #unload(): void {
    clearTimeout(this.#retry);
    this.#hls?.destroy();
    this.#hls = undefined;
    this.#video.removeAttribute('src');
  }

  async #load(): Promise<void> {
    const source = this.#source();
    const startS = this.#video.currentTime > 0 && !source.isLive ? this.#video.currentTime : source.startMs / 1_000;
    this.#unload();
    this.#onPhase('connecting');
    if (playsNatively(this.#video)) return this.#loadNatively(source, startS);
    const { default: HlsLight } = await import('hls.js/light');
    if (this.#isClosed) return;
    if (!HlsLight.isSupported()) return this.#onPhase('unsupported');
    const hls = new HlsLight({ ...(source.isLive ? LIVE : { ...REPLAY, startPosition: startS }) });
    this.#hls = hls;
    hls.on(HlsLight.Events.MANIFEST_PARSED, () => this.#start());
    hls.on(HlsLight.Events.ERROR, (_event, { fatal, type }) => {
      if (!fatal || this.#isClosed) return;
      if (type === HlsLight.ErrorTypes.MEDIA_ERROR && this.#failures === 0) {
        this.#failures += 1;
        return hls.recoverMediaError();
      }
      this.#fail();
    });
    hls.loadSource(source.path);
    hls.attachMedia(this.#video);
  }

  #loadNatively(source: Source, startS: number): void {
    this.#video.src = source.path;
    if (!source.isLive && startS > 0) {
      const seek = () => {
        this.#video.currentTime = startS;
      };
      this.#video.addEventListener('loadedmetadata', seek, { once: true, signal: this.#listening.signal });
    }
    this.#start();
  }

  /** Starts muted, which browsers allow without a tap; where they do not, the play button waits. */
  #start(): void {
    this.#video.play().catch(() => !this.#isClosed && this.#video.paused && this.#onPhase('paused'));
  }

  #fail(): void {
    if (this.#isClosed) return;
    this.#onPhase('failed');
    const waitMs = RETRIES_MS[Math.min(this.#failures, RETRIES_MS.length - 1)];
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.#load(), waitMs);
  }
}

/** Apple's own player is good and costs no download; Android's says `maybe` and stalls on live streams. */
function playsNatively(video: HTMLVideoElement): boolean {
  const isPossible = video.canPlayType('application/vnd.apple.mpegurl') !== '';
  const hasMediaSource = 'MediaSource' in window || 'ManagedMediaSource' in window;
  return isPossible && (!hasMediaSource || navigator.vendor.startsWith('Apple'));
}
