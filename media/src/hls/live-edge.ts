import type { RunId, ShowId } from '@shoal/contract';
import { EdgeShow } from './edge-show.ts';
import type { LivePart } from './run-output.ts';

/** What has ended is kept for players that still read it. */
const KEPT_AFTER_END_MS = 30_000;

/** The shows that this node records, each with its newest minute in memory. */
export class LiveEdge {
  readonly #now: () => number;
  readonly #shows = new Map<ShowId, EdgeShow>();
  readonly #forgetting = new Map<ShowId, NodeJS.Timeout>();

  constructor(now: () => number) {
    this.#now = now;
  }

  find(showId: ShowId): EdgeShow | undefined {
    return this.#shows.get(showId);
  }

  add(showId: ShowId, part: LivePart): void {
    clearTimeout(this.#forgetting.get(showId));
    const show = this.#shows.get(showId) ?? new EdgeShow(this.#now());
    this.#shows.set(showId, show);
    show.add(part);
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

  close(): void {
    for (const timer of this.#forgetting.values()) clearTimeout(timer);
    for (const show of this.#shows.values()) show.end();
    this.#shows.clear();
  }
}
