import { gzipSync } from 'node:zlib';
import type { RunId } from '@shoal/contract';
import { chooseReload, type ReloadWish } from './choose-reload.ts';
import { type PlaylistKind, renderEdgePlaylist } from './edge-playlist.ts';
import { type EdgeNumbers, EdgeWindow } from './edge-window.ts';
import type { LivePart } from './run-output.ts';

/** A list as it is sent; made once for everybody who asks between two parts. */
export type Rendered = { readonly text: Buffer; readonly zipped: Buffer };

type Waiter = { isServed: () => boolean; end: () => void };

/** One show at the live edge: its newest minute, and those who wait for what comes next. */
export class EdgeShow {
  readonly window: EdgeWindow;
  readonly #waiters = new Set<Waiter>();
  readonly #rendered = new Map<PlaylistKind, Rendered>();

  constructor(numbers: EdgeNumbers) {
    this.window = new EdgeWindow(numbers);
  }

  add(part: LivePart): void {
    this.#change(() => this.window.add(part));
  }
  endRun(runId: RunId): void {
    this.#change(() => this.window.endRun(runId));
  }
  end(): void {
    this.#change(() => this.window.end());
  }

  render(kind: PlaylistKind): Rendered {
    const known = this.#rendered.get(kind);
    if (known) return known;
    const text = Buffer.from(renderEdgePlaylist(this.window, kind));
    const rendered = { text, zipped: gzipSync(text, { level: 1 }) };
    this.#rendered.set(kind, rendered);
    return rendered;
  }

  /** Settles when the list has what is wished, at the latest when `bound` says so. */
  waitForReload(wish: ReloadWish, bound: AbortSignal): Promise<void> {
    return this.#wait(() => chooseReload(this.window, wish) !== 'wait', bound);
  }
  /** Settles when the part is there, or cannot come any more. */
  waitForPart(number: number, bound: AbortSignal): Promise<void> {
    return this.#wait(() => number < this.window.nextPart || this.window.hasEnded, bound);
  }

  #wait(isServed: () => boolean, bound: AbortSignal): Promise<void> {
    if (isServed() || bound.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter = {
        isServed,
        end: () => {
          this.#waiters.delete(waiter);
          bound.removeEventListener('abort', waiter.end);
          resolve();
        },
      };
      this.#waiters.add(waiter);
      bound.addEventListener('abort', waiter.end, { once: true });
    });
  }

  #change(act: () => void): void {
    act();
    this.#rendered.clear();
    for (const waiter of this.#waiters) if (waiter.isServed()) waiter.end();
  }
}
