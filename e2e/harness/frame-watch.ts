import type { Page } from 'playwright-core';
import { decodedFrames } from '../screens/room.ts';

/** Watches whether a page's video goes on. */
export class FrameWatch {
  /** Longest time without a new frame so far, in ms. */
  longestGapMs = 0;
  readonly #page: Page;
  readonly #timer: NodeJS.Timeout;
  #frames = 0;
  #movedAt = performance.now();

  constructor(page: Page) {
    this.#page = page;
    this.#timer = setInterval(() => void this.#look(), 100);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const frames = await decodedFrames(this.#page).catch(() => this.#frames);
    const now = performance.now();
    this.longestGapMs = Math.max(this.longestGapMs, now - this.#movedAt);
    // A new element counts from nothing, so any other number is movement.
    if (frames !== this.#frames) this.#movedAt = now;
    this.#frames = frames;
  }
}
