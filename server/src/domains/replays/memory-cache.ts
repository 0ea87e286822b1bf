/** Bytes by their key, as they were fetched once. */
export type MemoryCache = (key: string) => Promise<Buffer | undefined>;

/**
 * Keeps what was fetched last, up to so many bytes. Those who ask for the same at once share one fetch; what was not
 * there, or failed, is not kept.
 */
export function memoryCache(fetch: MemoryCache, maxBytes: number): MemoryCache {
  const kept = new Map<string, Buffer>();
  const running = new Map<string, Promise<Buffer | undefined>>();
  let totalBytes = 0;
  const keep = (key: string, bytes: Buffer) => {
    kept.set(key, bytes);
    totalBytes += bytes.length;
    for (const [oldest, { length }] of kept) {
      if (totalBytes <= maxBytes) break;
      kept.delete(oldest);
      totalBytes -= length;
    }
  };
  return (key) => {
    const known = kept.get(key);
    if (known) {
      kept.delete(key); // To the end: the longest unasked one goes first.
      kept.set(key, known);
      return Promise.resolve(known);
    }
    const fetching =
      running.get(key) ??
      fetch(key)
        .then((bytes) => {
          if (bytes) keep(key, bytes);
          return bytes;
        })
        .finally(() => running.delete(key));
    running.set(key, fetching);
    return fetching;
  };
}
