/** Answers one key; of what asks at the same time, many are answered by one look-up. */
export type Lookup<K, V> = (key: K) => Promise<V | undefined>;

/** When nobody else asks, an answer waits for no longer than this. */
const MIN_WINDOW_MS = 3;
/** In a storm: at 1,000 askers a second a look-up serves 300. */
const MAX_WINDOW_MS = 300;
/** So many at once are a storm that begins: the window grows fourfold with each such look-up, and is short again after another. */
const STORM_FROM = 3;
const MAX_KEYS = 1_000;

/**
 * Makes one look-up of many: keys are gathered for a moment, short while few ask and longer in a storm, and read together.
 * Every answer was read after its key was asked for, so it is as fresh as one that was read alone.
 */
export function gatherLookups<K, V>(
  toName: (key: K) => string,
  load: (keys: readonly K[]) => Promise<ReadonlyMap<string, V>>,
): Lookup<K, V> {
  let waiting: { keys: Map<string, K>; answers: PromiseWithResolvers<ReadonlyMap<string, V>> } | undefined;
  let windowMs = MIN_WINDOW_MS;
  const read = () => {
    const batch = waiting;
    if (!batch) return;
    waiting = undefined;
    windowMs = batch.keys.size >= STORM_FROM ? Math.min(windowMs * 4, MAX_WINDOW_MS) : MIN_WINDOW_MS;
    load([...batch.keys.values()]).then(batch.answers.resolve, batch.answers.reject);
  };
  return async (key) => {
    const name = toName(key);
    if (!waiting) {
      const opened = { keys: new Map<string, K>(), answers: Promise.withResolvers<ReadonlyMap<string, V>>() };
      waiting = opened;
      setTimeout(() => waiting === opened && read(), windowMs);
    }
    const batch = waiting;
    batch.keys.set(name, key);
    if (batch.keys.size >= MAX_KEYS) read();
    return (await batch.answers.promise).get(name);
  };
}
