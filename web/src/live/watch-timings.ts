import type { signaling } from '@shoal/contract';
import type { WatchView } from './watch-view.ts';

export type WatchMark = 'asked' | 'answered' | 'ice' | 'connected' | 'lost';
type Start = signaling.WatchStart;

/** When a frame was there, by the page's clock; `receivedAtMs` when its last packet came, where the browser tells. */
export type FirstFrame = { atMs: number; receivedAtMs: number | null };

/** Times the steps of each start, and reports a start once its picture is on the screen. */
export class WatchTimings {
  readonly #report: (start: Start) => void;
  readonly #nowMs: () => number;
  #marks: Partial<Record<WatchMark, number>> = {};
  #hasReported = true;
  #isUp = false;
  #startedUp = false;

  constructor(report: (start: Start) => void, nowMs: () => number = () => performance.now()) {
    this.#report = report;
    this.#nowMs = nowMs;
  }

  /** A round that follows a failed one belongs to the same start: the viewer has waited since the first. */
  mark(mark: WatchMark): void {
    performance.mark(`shoal.watch.${mark}`);
    if (mark === 'asked') {
      const askedAtMs = this.#hasReported ? this.#nowMs() : (this.#marks.asked ?? this.#nowMs());
      if (this.#hasReported) this.#startedUp = this.#isUp;
      this.#marks = { asked: askedAtMs };
      this.#hasReported = false;
      return;
    }
    if (mark === 'connected') this.#isUp = true;
    if (mark === 'lost') this.#isUp = false;
    this.#marks[mark] ??= this.#nowMs();
  }

  noteFrame({ problem, source }: Pick<WatchView, 'problem' | 'source'>, { atMs, receivedAtMs }: FirstFrame): void {
    const { answered, asked, connected, ice } = this.#marks;
    if (this.#hasReported || asked === undefined || source === 'none') return;
    this.#hasReported = true;
    performance.mark('shoal.watch.firstFrame');
    performance.measure('shoal.watch.firstFrame', { start: asked, end: atMs });
    const isDirect = source === 'webrtc';
    const isWarm = isDirect && this.#startedUp;
    const from = isWarm ? answered : (connected ?? answered);
    this.#report({
      route: source,
      isWarm,
      reason: isDirect ? null : toReason(problem),
      steps: {
        signalling: span(asked, answered),
        ice: isWarm || !isDirect ? null : span(answered, ice),
        dtls: isWarm || !isDirect ? null : span(ice, connected),
        keyFrame: isDirect && receivedAtMs !== null ? span(from, receivedAtMs) : null,
        firstFrame: span(asked, atMs),
      },
    });
  }
}

const MAX_MS = 120_000;
const span = (from: number | undefined, to: number | undefined): number | null =>
  from === undefined || to === undefined ? null : Math.round(Math.min(MAX_MS, Math.max(0, to - from)));

function toReason(problem: WatchView['problem']): Start['reason'] {
  if (problem === null) return 'slow';
  if (problem === 'no_route') return 'no_route';
  if (problem === 'media.full') return 'full';
  if (problem === 'media.no_node') return 'no_node';
  return problem === 'media.incompatible' ? 'incompatible' : 'other';
}
