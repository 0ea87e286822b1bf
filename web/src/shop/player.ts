import type Hls from 'hls.js';
import { EdgeChoice, type EdgeLoss } from '../live/edge-choice.ts';
import type { watchEdge } from '../live/edge-watch.ts';

export type PlayerPhase = 'connecting' | 'playing' | 'paused' | 'failed' | 'unsupported';
export type Source = { path: string; isLive: boolean; startMs: number };

/**
 * A live stream stays two segments behind its edge, a replay keeps more in hand. In seconds, since TARGETDURATION, which
 * the counts go by, is that of the longest segment allowed.
 */
const LIVE = { liveSyncDuration: 4, liveMaxLatencyDuration: 14, maxBufferLength: 12, backBufferLength: 20 };
const REPLAY = { maxBufferLength: 30, backBufferLength: 60 };
const MEDIA_ERR_DECODE = 3;
const SKIP_DAMAGED_S = 0.6;
const RETRIES_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

/** Owns what plays in one video element: the browser's own HLS, or hls.js where there is none. */
export class Player {
  readonly #video: HTMLVideoElement;
  readonly #source: () => Source;
  readonly #onPhase: (phase: PlayerPhase) => void;
  readonly #edge = new EdgeChoice();
  #edgeWatch: ReturnType<typeof watchEdge> | undefined;
  readonly #listening = new AbortController();
  #hls: Hls | undefined;
  #failures = 0;
  /** Rises with every load, so that what an older one awaited does nothing. */
  #loads = 0;
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
    on('error', () => {
      const isDamaged = video.error?.code === MEDIA_ERR_DECODE && this.#failures === 0;
      if (this.#hls !== undefined && isDamaged) this.#heal();
      else if (this.#hls !== undefined ? video.error?.code === MEDIA_ERR_DECODE : video.src !== '') this.#fail();
    });
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
    this.#edgeWatch?.close();
    this.#edgeWatch = undefined;
    this.#hls?.destroy();
    this.#hls = undefined;
    this.#video.removeAttribute('src');
  }

  async #load(): Promise<void> {
    const source = this.#source();
    const startS = this.#video.currentTime > 0 && !source.isLive ? this.#video.currentTime : source.startMs / 1_000;
    this.#unload();
    this.#loads += 1;
    this.#onPhase('connecting');
    if (playsNatively(this.#video)) return this.#loadNatively(source, startS);
    await this.#loadWithHls(source, startS, this.#loads);
  }

  async #loadWithHls(source: Source, startS: number, load: number): Promise<void> {
    const [{ default: HlsLight }, edge] = await Promise.all([import('hls.js/light'), import('../live/edge-watch.ts')]);
    const isLate = () => this.#isClosed || load !== this.#loads;
    if (isLate()) return;
    if (!HlsLight.isSupported()) return this.#onPhase('unsupported');
    const { isEdge, url } = source.isLive ? await this.#edge.choose(source.path) : { isEdge: false, url: source.path };
    if (isLate()) return;
    const hls = new HlsLight(source.isLive ? (isEdge ? edge.edgeConfig : LIVE) : { ...REPLAY, startPosition: startS });
    this.#hls = hls;
    this.#video.dataset.hls = isEdge ? 'edge' : 'store';
    const leaveEdge = (loss: EdgeLoss) => {
      if (isLate()) return;
      this.#edge.noteLost(loss);
      void this.#load();
    };
    if (isEdge) {
      this.#edgeWatch = edge.watchEdge(hls, this.#video, {
        onLost: leaveEdge,
        onSteady: () => this.#edge.noteSteady(),
      });
    }
    const retryInMs = this.#edge.retryInMs;
    if (source.isLive && !isEdge && retryInMs !== null) this.#retry = setTimeout(() => void this.#load(), retryInMs);
    hls.on(HlsLight.Events.MANIFEST_PARSED, () => this.#start());
    hls.on(HlsLight.Events.ERROR, (_event, data) => {
      if (!data.fatal || isLate()) return;
      if (data.type === HlsLight.ErrorTypes.MEDIA_ERROR && this.#failures === 0) this.#heal();
      else if (isEdge) leaveEdge(edge.toEdgeLoss(data, this.#video.currentTime > 0));
      else this.#fail();
    });
    hls.loadSource(url);
    hls.attachMedia(this.#video);
  }

  /** Past the damaged frame: hls.js does not report errors of the element itself, and smaller steps meet it again. */
  #heal(): void {
    this.#failures += 1;
    const atS = this.#video.currentTime + SKIP_DAMAGED_S;
    const seek = () => {
      this.#video.currentTime = atS;
      this.#start();
    };
    this.#video.addEventListener('loadedmetadata', seek, { once: true, signal: this.#listening.signal });
    this.#hls?.recoverMediaError();
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
