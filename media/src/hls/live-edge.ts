import type { RunId, ShowId } from '@shoal/contract';
import { EdgeShow } from './edge-show.ts';
import type { EdgeNumbers } from './edge-window.ts';
import type { LivePart } from './run-output.ts';

/** What has ended is kept for players that still read it. */
const KEPT_AFTER_END_MS = 30_000;
/** More than any encoder of ours makes. */
const PARTS_PER_SECOND = 20;

/**
 * The shows that this node records, each with its newest minute in memory. A show that is recorded again goes on above
 * every number that this process gave away: segments and parts count from the clock and run slower than it. Runs count
 * from a small number, since hls.js walks through lists that are as long as a discontinuity sequence is high.
 */
export class LiveEdge {
  readonly #now: () => number;
  readonly #startedMs: number;
  #highestRun = 0;
  readonly #shows = new Map<ShowId, EdgeShow>();
  readonly #forgetting = new Map<ShowId, NodeJS.Timeout>();

  constructor(now: () => number) {
    this.#now = now;
    this.#startedMs = now();
  }

  find(showId: ShowId): EdgeShow | undefined {
    return this.#shows.get(showId);
  }

  add(showId: ShowId, part: LivePart): void {
    clearTimeout(this.#forgetting.get(showId));
    const show = this.#shows.get(showId) ?? new EdgeShow(this.#firstNumbers());
    this.#shows.set(showId, show);
    show.add(part);
    this.#highestRun = Math.max(this.#highestRun, show.window.nextRun);
  }

  endRun(showId: ShowId, runId: RunId): void {
    this.#shows.get(showId)?.endRun(runId);
  }

  /** The recorder stopped: the list is closed, and forgotten a little later. */
  end(showId: ShowId): void {
    this.#shows.get(showId)?.end();
    clearTimeout(this.#forgetting.get(showId));
    const forget = () => {
      this.#shows.delete(showId);
      this.#forgetting.delete(showId);
    };
    this.#forgetting.set(showId, setTimeout(forget, KEPT_AFTER_END_MS).unref());
  }

  #firstNumbers(): EdgeNumbers {
    const seconds = Math.floor((this.#now() - this.#startedMs) / 1_000);
    return { segment: seconds, part: seconds * PARTS_PER_SECOND, run: this.#highestRun };
  }

  close(): void {
    for (const timer of this.#forgetting.values()) clearTimeout(timer);
    for (const show of this.#shows.values()) show.end();
    this.#shows.clear();
  }
}
