/** What was used last, up to a size; the one that was not used for longest goes first. */
export type Recent<T> = { get: (key: string) => T | undefined; set: (key: string, value: T) => void };

/** Keeps values whose sizes add up to `maxBytes` at most; one that is larger by itself is not kept. */
export function keepRecent<T>(maxBytes: number, sizeOf: (value: T) => number): Recent<T> {
  const kept = new Map<string, T>();
  let bytes = 0;
  const forget = (key: string): void => {
    const value = kept.get(key);
    if (value === undefined) return;
    kept.delete(key);
    bytes -= sizeOf(value);
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      forget(key);
      if (sizeOf(value) > maxBytes) return;
      kept.set(key, value);
      bytes += sizeOf(value);
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) return;
        forget(oldest);
      }
    },
  };
}
