/** Runs an act when the last one of the same owner has ended, however it ended. */
export type TakeTurn = <T>(owner: object, act: () => Promise<T>) => Promise<T>;

/** Turns of many owners; nothing is kept of one who waits for nothing. */
export function takeTurns(): TakeTurn {
  const latest = new WeakMap<object, Promise<unknown>>();
  return (owner, act) => {
    const turn = latest.get(owner)?.then(act, act) ?? act();
    latest.set(owner, turn);
    const forget = () => {
      if (latest.get(owner) === turn) latest.delete(owner);
    };
    turn.then(forget, forget);
    return turn;
  };
}
