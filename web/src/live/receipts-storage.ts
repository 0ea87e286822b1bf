import type { Receipts, ReceiptsStorage } from './receipts-outbox.ts';

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
export function openReceiptsStorage(): ReceiptsStorage {
  if (typeof indexedDB === 'undefined') return localStorageReceipts;
  // Some private windows neither open nor refuse.
  const bound = new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_WITHIN_MS));
  const database = Promise.race([openDatabase(), bound]).catch(() => null);
  return {
    async load(key) {
      const open = await database;
      if (!open) return localStorageReceipts.load(key);
      return ((await settled(open.transaction(STORE).objectStore(STORE).get(key))) as Receipts | undefined) ?? null;
    },
    async save(key, receipts) {
      const open = await database;
      if (!open) return localStorageReceipts.save(key, receipts);
      await settled(open.transaction(STORE, 'readwrite').objectStore(STORE).put(receipts, key));
    },
  };
}

const localStorageReceipts: ReceiptsStorage = {
  load: async (key) => {
    const text = localStorage.getItem(`shoal.receipts.${key}`);
    return text ? (JSON.parse(text) as Receipts) : null; // Written below, by this build or an earlier one.
  },
  save: async (key, receipts) => localStorage.setItem(`shoal.receipts.${key}`, JSON.stringify(receipts)),
};
