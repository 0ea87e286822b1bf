import type { Answer } from './read-wire.ts';

/** Hears the answer to a command; undefined when it is lost. */
export type TakeAnswer = (answer: Answer | undefined) => void;

/** The commands of one socket that are not acknowledged yet. Each is answered once, by the server or as lost. */
export type WaitingAnswers = {
  /** @returns the id that the acknowledgement will carry. */
  add(take: TakeAnswer, nowMs: number): number;
  /** @returns how long it took, undefined when nobody waits for it any more. */
  settle(id: number, nowMs: number): { take: TakeAnswer; tookMs: number } | undefined;
  /** Gives up what has waited for `limitMs`. */
  sweep(nowMs: number, limitMs: number): void;
  /** Gives up all. */
  clear(): void;
};

export function createWaitingAnswers(): WaitingAnswers {
  const waiting = new Map<number, { take: TakeAnswer; sinceMs: number }>();
  let lastId = 0;
  return {
    add(take, nowMs) {
      lastId += 1;
      waiting.set(lastId, { take, sinceMs: nowMs });
      return lastId;
    },
    settle(id, nowMs) {
      const found = waiting.get(id);
      if (!found) return undefined;
      waiting.delete(id);
      return { take: found.take, tookMs: nowMs - found.sinceMs };
    },
    sweep(nowMs, limitMs) {
      for (const [id, { sinceMs, take }] of waiting) {
        if (nowMs - sinceMs < limitMs) return; // They stand in the order they were sent.
        waiting.delete(id);
        take(undefined);
      }
    },
    clear() {
      const all = [...waiting.values()];
      waiting.clear();
      for (const { take } of all) take(undefined);
    },
  };
}
