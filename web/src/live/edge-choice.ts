import type { replays } from '@shoal/contract';

export type EdgeLoss = replays.EdgeLoss;
export type LiveSource = { readonly url: string; readonly isEdge: boolean };

type EdgeChoiceDeps = {
  fetch: (path: string, init: { signal: AbortSignal }) => Promise<Response>;
  now: () => number;
};

const ASK_TIMEOUT_MS = 3_000;
const FIRST_RETRY_MS = 30_000;
const MAX_RETRY_MS = 10 * 60_000;
/** A grant that ended, after a long pause or because rights changed, is asked anew at once, but not again and again. */
const REFUSED_AGAIN_MS = 20_000;

const windowDeps: EdgeChoiceDeps = { fetch: (path, init) => fetch(path, init), now: () => performance.now() };

/** Chooses what a live player reads: the node's live edge while it can be reached, else the store's list. */
export class EdgeChoice {
  readonly #deps: EdgeChoiceDeps;
  #loss: EdgeLoss | null = null;
  #losses = 0;
  #notBefore = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: EdgeChoiceDeps = windowDeps) {
    this.#deps = deps;
  }

  /** When the edge is worth another try; null while it plays, or was not lost. */
  get retryInMs(): number | null {
    return this.#losses === 0 ? null : Math.max(0, this.#notBefore - this.#deps.now());
  }

  /** Where to read now. Tells the server, once, what became of the last edge. */
  async choose(path: string): Promise<LiveSource> {
    const store = { url: path, isEdge: false };
    const isEarly = this.#losses > 0 && this.#deps.now() < this.#notBefore;
    if (isEarly && this.#loss === null) return store;
    const edge = await this.#ask(path);
    return edge === null || isEarly ? store : { url: edge, isEdge: true };
  }

  /** The edge did not play, or does not any more. */
  noteLost(loss: EdgeLoss): void {
    const now = this.#deps.now();
    this.#loss = loss;
    const isFirstRefusal = loss === 'refused' && now - this.#refusedAt > REFUSED_AGAIN_MS;
    if (loss === 'refused') this.#refusedAt = now;
    if (isFirstRefusal) return;
    this.#notBefore = now + Math.min(FIRST_RETRY_MS * 2 ** this.#losses, MAX_RETRY_MS);
    this.#losses += 1;
  }

  /** It has played well for a while. */
  noteSteady(): void {
    this.#losses = 0;
  }

  async #ask(path: string): Promise<string | null> {
    const loss = this.#loss;
    const query = loss === null ? '' : `?lost=${loss}`;
    try {
      const signal = AbortSignal.timeout(ASK_TIMEOUT_MS);
      const answer = await this.#deps.fetch(path.replace(/[^/]*$/, `edge${query}`), { signal });
      if (!answer.ok) return null;
      this.#loss = null;
      const { url }: Partial<replays.LiveEdge> = await answer.json();
      return typeof url === 'string' ? url : null;
    } catch {
      return null; // The list itself is tried next, and says what is wrong.
    }
  }
}
