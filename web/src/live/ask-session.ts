import type { asks } from '@shoal/contract';
import { type AnsweredPlace, AnswersOutbox, type MyAnswers } from './answers-outbox.ts';
import type { LiveSocket } from './live-socket.ts';
import { openOutboxStorage } from './outbox-storage.ts';
import type { ServerClock } from './server-clock.ts';
import { createSignal, type Signal } from './signal.ts';
import { broadcasts, commands } from './wire.ts';

export type LiveCounts = { askId: string; counts: asks.AskCounts };

export type AskSessionOptions = {
  socket: Pick<LiveSocket, 'send' | 'on'>;
  clock: ServerClock;
  showId: string;
  accountId: string;
};

/** What a shopkeeper answers in one room, and the counts of a poll that is shown live. */
export class AskSession {
  readonly answers: Signal<MyAnswers>;
  readonly counts: Signal<LiveCounts | null>;
  readonly #counts = createSignal<LiveCounts | null>(null);
  readonly #outbox: AnswersOutbox;
  readonly #stop: () => void;

  static open(options: AskSessionOptions): AskSession {
    return new AskSession(options);
  }

  private constructor({ accountId, clock, showId, socket }: AskSessionOptions) {
    this.#outbox = AnswersOutbox.open({
      showId,
      accountId,
      storage: openOutboxStorage<MyAnswers>(),
      send: (answer) => socket.send(commands.answerAsk, answer),
      random: Math.random,
      nowMs: clock.nowMs,
    });
    this.answers = this.#outbox.answers;
    this.counts = this.#counts;
    this.#stop = socket.on(broadcasts.answersCounted, (said) => {
      if (said.showId === showId) this.#counts.set({ askId: said.askId, counts: said.counts });
    });
  }

  give(place: AnsweredPlace, given: { option: number; tookMs: number }): void {
    this.#outbox.give(place, given);
  }

  retryNow(): void {
    this.#outbox.retryNow();
  }

  close(): void {
    this.#stop();
    this.#outbox.close();
  }
}
