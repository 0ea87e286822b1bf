import { AppError, type AskId, type ShowId } from '@shoal/contract';
import type { Log } from '../../platform/log.ts';
import type { StandingAnswer } from './answers.store.ts';
import type { ComingAnswer } from './judge-answer.ts';

export type AskPlace = { showId: ShowId; askId: AskId };

export type AnswerBatcherDeps = {
  /** @returns for each answer the one that stands in its place. */
  write: (ask: AskPlace, coming: readonly ComingAnswer[]) => Promise<(StandingAnswer | undefined)[]>;
  log: Log;
};

type Waiting = { answer: ComingAnswer; settle: PromiseWithResolvers<StandingAnswer | undefined> };
type Batch = { ask: AskPlace; waiting: Waiting[] };

const FLUSH_AFTER_MS = 100;
const MAX_GATHERED = 500;

/** Owns the answers that are not written yet: gathered for at most 100 ms or 500 per ask, written together. */
export class AnswerBatcher {
  readonly #deps: AnswerBatcherDeps;
  #batches = new Map<string, Batch>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(deps: AnswerBatcherDeps) {
    this.#deps = deps;
  }

  /**
   * Takes an answer. @returns once it is committed: the answer that stands in its place; undefined when none does.
   * @throws AppError `server.unavailable` | `asks.not_found`
   */
  add(ask: AskPlace, answer: ComingAnswer): Promise<StandingAnswer | undefined> {
    if (this.#isClosed) throw new AppError('server.unavailable', 'the server is closing');
    const name = `${ask.showId} ${ask.askId}`;
    const batch = this.#batches.get(name) ?? { ask, waiting: [] };
    this.#batches.set(name, batch);
    const settle = Promise.withResolvers<StandingAnswer | undefined>();
    batch.waiting.push({ answer, settle });
    if (batch.waiting.length >= MAX_GATHERED) void this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), FLUSH_AFTER_MS);
    return settle.promise;
  }

  /** Writes what is left and takes no more. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.#flush();
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batches = [...this.#batches.values()];
    this.#batches = new Map();
    // One after the other, so that of one person's answers the first is never written second.
    this.#flushing = this.#flushing.then(async () => {
      for (const batch of batches) await this.#write(batch);
    });
    return this.#flushing;
  }

  async #write({ ask, waiting }: Batch): Promise<void> {
    const coming = waiting.map(({ answer }) => answer);
    try {
      const standing = await this.#deps.write(ask, coming);
      for (const [at, { settle }] of waiting.entries()) settle.resolve(standing[at]);
    } catch (err) {
      const isRefused = err instanceof AppError;
      if (!isRefused) this.#deps.log.warn({ err, ...ask, answers: coming.length }, 'could not write answers');
      const told = isRefused
        ? err
        : new AppError('server.unavailable', 'the answers could not be written', { cause: err });
      for (const { settle } of waiting) settle.reject(told);
    }
  }
}
