import type { asks, CommandOutput, CommandRequest } from '@shoal/contract';
import { CallFailure } from '../api/call-failure.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import { randomUuid } from './random-id.ts';
import { chooseResendDelayMs } from './reconnect-policy.ts';
import { createSignal, type Signal } from './signal.ts';

type Sent = CommandRequest<typeof asks.answerAsk>;

/** One answer of hers: on its way until the server has said what became of it. */
export type MyAnswer = Omit<Sent, 'showId'> & { state: 'waiting' | 'counted' | 'late' };
/** By ask and question. */
export type MyAnswers = Readonly<Record<string, MyAnswer>>;
export type AnsweredPlace = { askId: string; question: number };

export type AnswersOutboxDeps = {
  showId: string;
  accountId: string;
  storage: OutboxStorage<MyAnswers>;
  /** Rejects when it was not answered, or was refused. */
  send: (answer: Sent) => Promise<CommandOutput<typeof asks.answerAsk>>;
  random: () => number;
  /** The server's clock, as it is known here. */
  nowMs: () => number;
};

const toPlace = ({ askId, question }: AnsweredPlace) => `${askId} ${question}`;
// Not being in the room yet passes; anything else that never helps is final.
const isFinal = (error: unknown) =>
  error instanceof CallFailure && error.retry === 'never' && error.code !== 'shows.not_joined';

export const findAnswer = (answers: MyAnswers, place: AnsweredPlace): MyAnswer | undefined => answers[toPlace(place)];

/** Brings her answers to the server, oldest first, until it has them; survives a tunnel and a reload. */
export class AnswersOutbox {
  readonly answers: Signal<MyAnswers>;
  readonly #state = createSignal<MyAnswers>({});
  readonly #deps: AnswersOutboxDeps;
  readonly #key: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isSending = false;
  #isClosed = false;

  static open(deps: AnswersOutboxDeps): AnswersOutbox {
    const outbox = new AnswersOutbox(deps);
    void outbox.#load();
    return outbox;
  }

  private constructor(deps: AnswersOutboxDeps) {
    this.answers = this.#state;
    this.#deps = deps;
    this.#key = `answers:${deps.showId}:${deps.accountId}`;
  }

  /** She tapped. An answer in the same place gives way to this one. */
  give(place: AnsweredPlace, { option, tookMs }: { option: number; tookMs: number }): void {
    const answeredAt = new Date(this.#deps.nowMs()).toISOString();
    const took = Math.max(0, Math.round(tookMs));
    this.#put({ ...place, option, answeredAt, tookMs: took, idempotencyKey: randomUuid(), state: 'waiting' });
    this.retryNow();
  }

  /** The room was entered again: what waits is sent now. */
  retryNow(): void {
    this.#failures = 0;
    clearTimeout(this.#timer);
    void this.#flush();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #load(): Promise<void> {
    const kept = await this.#deps.storage.load(this.#key).catch(() => null);
    if (!kept || this.#isClosed) return;
    this.#state.set({ ...kept, ...this.#state.get() });
    void this.#flush();
  }

  #put(answer: MyAnswer): void {
    this.#state.set({ ...this.#state.get(), [toPlace(answer)]: answer });
    void this.#deps.storage.save(this.#key, this.#state.get()).catch(() => {});
  }

  async #flush(): Promise<void> {
    if (this.#isSending || this.#isClosed) return;
    this.#isSending = true;
    try {
      for (let next = this.#findWaiting(); next && !this.#isClosed; next = this.#findWaiting()) {
        this.#settle(next, await this.#send(next));
        this.#failures = 0;
      }
    } catch {
      const delayMs = chooseResendDelayMs(this.#failures, this.#deps.random());
      this.#failures += 1;
      this.#timer = setTimeout(() => void this.#flush(), delayMs);
    } finally {
      this.#isSending = false;
    }
  }

  #findWaiting(): MyAnswer | undefined {
    const waiting = Object.values(this.#state.get()).filter(({ state }) => state === 'waiting');
    return waiting.sort((a, b) => a.answeredAt.localeCompare(b.answeredAt))[0];
  }

  /** @throws when it should be tried again. */
  async #send({ state: _, ...answer }: MyAnswer): Promise<CommandOutput<typeof asks.answerAsk>> {
    try {
      return await this.#deps.send({ ...answer, showId: this.#deps.showId });
    } catch (error) {
      if (isFinal(error)) return { outcome: 'late', option: null };
      throw error;
    }
  }

  #settle(sent: MyAnswer, { option, outcome }: CommandOutput<typeof asks.answerAsk>): void {
    const now = findAnswer(this.#state.get(), sent);
    if (now?.idempotencyKey !== sent.idempotencyKey) return; // She changed her mind meanwhile: that one is sent next.
    this.#put({ ...sent, option: option ?? sent.option, state: outcome === 'late' ? 'late' : 'counted' });
  }
}
