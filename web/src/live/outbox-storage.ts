/** Where what a phone has to tell outlives the page; may refuse silently. */
export type OutboxStorage<T> = {
  load: (key: string) => Promise<T | null>;
  save: (key: string, kept: T) => Promise<void>;
};

const DATABASE = 'shoal';
const STORE = 'receipts';
const OPEN_WITHIN_MS = 1_000;

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

/** IndexedDB where the browser lets us, else localStorage, else nothing. */
export function openOutboxStorage<T>(): OutboxStorage<T> {
  if (typeof indexedDB === 'undefined') return inLocalStorage<T>();
  // Some private windows neither open nor refuse.
  const bound = new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_WITHIN_MS));
  const database = Promise.race([openDatabase(), bound]).catch(() => null);
  return {
    async load(key) {
      const open = await database;
      if (!open) return inLocalStorage<T>().load(key);
      return ((await settled(open.transaction(STORE).objectStore(STORE).get(key))) as T | undefined) ?? null;
    },
    async save(key, kept) {
      const open = await database;
      if (!open) return inLocalStorage<T>().save(key, kept);
      await settled(open.transaction(STORE, 'readwrite').objectStore(STORE).put(kept, key));
    },
  };
}

const inLocalStorage = <T>(): OutboxStorage<T> => ({
  load: async (key) => {
    const text = localStorage.getItem(`shoal.receipts.${key}`);
    return text ? (JSON.parse(text) as T) : null; // Written below, by this build or an earlier one.
  },
  save: async (key, kept) => localStorage.setItem(`shoal.receipts.${key}`, JSON.stringify(kept)),
});
