import { createSignal, type Signal } from './signal.ts';
import { type LineLook, tightLine } from './tight-line.ts';

/** What comes in of a stream that should bring sound and picture: all of it, the sound alone, or nothing. */
export type Flow = 'full' | 'sound' | 'nothing';

/** What a connection brought so far. */
export type Arrived = {
  audioPackets: number;
  /** Of sound, and those of them that had to be made up. */
  samples: number;
  concealed: number;
  videoFrames: number;
};

export type FlowWatchDeps = {
  /** Null while there is no direct stream. */
  readArrived: () => Promise<Arrived | null>;
  /** Whether a moving picture should come: one is sent, and she wants it. */
  expectsPicture: () => boolean;
  /** The sound needs the whole line, or no longer does. */
  onTight: (isTight: boolean) => void;
  nowMs: () => number;
};

const LOOK_EVERY_MS = 400;
/** A shared screen on which nothing happens still has one picture a second. */
const STANDS_AFTER_MS = 1_600;
/** So long without a look, this page stood still itself: it slept, or nobody saw it. */
const SLEPT_MS = 1_500;

/** Says when the picture stands though it should move. A line too narrow for any picture still carries the sound. */
export class FlowWatch {
  readonly flow: Signal<Flow>;
  readonly #flow = createSignal<Flow>('full');
  readonly #deps: FlowWatchDeps;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #line = tightLine();
  #before: Arrived | null = null;
  #isTight = false;
  #lookedAtMs = 0;
  #heardAtMs = 0;
  /** Undefined before the first picture: how it begins is the player's to say. */
  #sawAtMs: number | undefined;

  static open(deps: FlowWatchDeps): FlowWatch {
    return new FlowWatch(deps);
  }

  private constructor(deps: FlowWatchDeps) {
    this.flow = this.#flow;
    this.#deps = deps;
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const arrived = await this.#deps.readArrived().catch(() => null); // Its connection was just closed.
    const now = this.#deps.nowMs();
    const sinceMs = now - this.#lookedAtMs;
    this.#lookedAtMs = now;
    if (!arrived || !this.#deps.expectsPicture()) {
      this.#before = null;
      this.#sawAtMs = undefined;
      this.#line.forget();
      this.#setTight(false);
      this.#flow.set('full');
      return;
    }
    const before = this.#before;
    this.#before = arrived;
    if (arrived.audioPackets !== before?.audioPackets) this.#heardAtMs = now;
    if (before ? arrived.videoFrames !== before.videoFrames : arrived.videoFrames > 0) this.#sawAtMs = now;
    else if (sinceMs > SLEPT_MS && this.#sawAtMs !== undefined) this.#sawAtMs = now;
    const stands = this.#sawAtMs !== undefined && now - this.#sawAtMs >= STANDS_AFTER_MS;
    if (before && this.#sawAtMs !== undefined) this.#setTight(this.#line.note(toLook(before, arrived, sinceMs, now)));
    const isSilent = now - this.#heardAtMs >= STANDS_AFTER_MS;
    if (!stands && !this.#isTight) this.#flow.set('full');
    else this.#flow.set(isSilent ? 'nothing' : 'sound');
  }

  #setTight(isTight: boolean): void {
    if (isTight === this.#isTight) return;
    this.#isTight = isTight;
    this.#deps.onTight(isTight);
  }
}

function toLook(before: Arrived, arrived: Arrived, sinceMs: number, nowMs: number): LineLook {
  const samples = arrived.samples - before.samples;
  return {
    concealedShare: samples > 0 ? (arrived.concealed - before.concealed) / samples : 0,
    framesPerSecond: ((arrived.videoFrames - before.videoFrames) * 1_000) / sinceMs,
    isHeard: arrived.audioPackets !== before.audioPackets,
    nowMs,
  };
}

type Stat = Record<string, unknown> & { type: string };

/** Reads a receiving connection's report. */
export function toArrived(report: Iterable<Stat>): Arrived {
  const arrived: Arrived = { audioPackets: 0, samples: 0, concealed: 0, videoFrames: 0 };
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  for (const stat of report) {
    if (stat.type !== 'inbound-rtp') continue;
    if (stat.kind === 'audio') {
      arrived.audioPackets += number(stat.packetsReceived);
      arrived.samples += number(stat.totalSamplesReceived);
      arrived.concealed += number(stat.concealedSamples);
    }
    if (stat.kind === 'video') arrived.videoFrames += number(stat.framesDecoded);
  }
  return arrived;
}
