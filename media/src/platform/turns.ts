/** Runs acts of the same key one after another, so that a retry finds what the first attempt made. */
export type Turns = {
  take: <T>(key: string, act: () => Promise<T>) => Promise<T>;
  /** Settles when every act that was begun has ended, however it ended. */
  allDone: () => Promise<unknown>;
};

export function turns(): Turns {
  const latest = new Map<string, Promise<unknown>>();
  return {
    take(key, act) {
      const turn = (latest.get(key) ?? Promise.resolve()).then(act, act);
      latest.set(key, turn);
      const forget = () => {
        if (latest.get(key) === turn) latest.delete(key);
      };
      turn.then(forget, forget);
      return turn;
    },
    allDone: () => Promise.allSettled(latest.values()),
  };
}
